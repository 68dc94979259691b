"use strict";
(function () {
  var choice = document.getElementById("choice");
  var said = document.getElementById("said");
  var charts = Array.prototype.slice.call(document.querySelectorAll("article.chart"));

  function show(id) {
    charts.forEach(function (chart) { chart.hidden = id !== "" && chart.id !== id; });
    if (choice) { choice.value = id; }
  }

  function follow() {
    var id = location.hash.slice(1);
    if (charts.some(function (chart) { return chart.id === id; })) {
      show(id);
      document.getElementById(id).scrollIntoView();
    }
  }

  function sort(table, column, header) {
    var up = header.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    function key(row) { return row.cells[column].getAttribute("data-value"); }
    rows.sort(function (one, other) {
      var a = key(one), b = key(other);
      if ((a === null) !== (b === null)) { return a === null ? 1 : -1; }
      var order = a === null
        ? one.cells[column].textContent.localeCompare(other.cells[column].textContent, "en-GB")
        : a - b;
      return up ? order : -order;
    });
    rows.forEach(function (row) { body.appendChild(row); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) {
      if (cell.hasAttribute("data-fixed")) { return; }
      cell.setAttribute("aria-sort", cell === header ? (up ? "ascending" : "descending") : "none");
    });
    said.textContent = said.getAttribute("data-pattern")
      .replace("{column}", header.textContent)
      .replace("{direction}", up ? "ascending" : "descending");
  }

  Array.prototype.forEach.call(document.querySelectorAll("table"), function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (header, column) {
      if (header.hasAttribute("data-fixed")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (header.firstChild) { button.appendChild(header.firstChild); }
      header.appendChild(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { sort(table, column, header); });
    });
  });

  if (choice && charts.length > 1) {
    document.querySelector(".choose").hidden = false;
    choice.addEventListener("change", function () { show(choice.value); });
    show(charts[0].id);
    window.addEventListener("hashchange", follow);
    follow();
  }

  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details"), function (one) { one.open = true; });
  });
})();
