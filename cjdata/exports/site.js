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

  /* Reads out the marks of a chart: pointed at, tapped, or walked along with the arrow keys. */
  function readable(figure) {
    var line = document.getElementById(figure.getAttribute("aria-describedby"));
    var hint = line.textContent;
    var here = null;

    function marks() {
      var drawn = Array.prototype.filter.call(figure.querySelectorAll("svg"), function (svg) {
        return getComputedStyle(svg).display !== "none";
      })[0];
      return Array.prototype.slice.call(drawn.querySelectorAll("g title")).map(function (title) {
        return title.parentNode;
      });
    }

    function read(mark) {
      if (here) { here.classList.remove("on"); }
      here = mark;
      line.classList.toggle("said", Boolean(mark));
      if (mark) { mark.classList.add("on"); }
      var words = mark ? mark.querySelector("title").textContent : hint;
      if (line.textContent !== words) { line.textContent = words; }
    }

    function pointed(event) {
      var title = event.target.querySelector ? event.target.querySelector(":scope > title") : null;
      if (title && event.target.tagName !== "svg") { read(event.target); }
    }

    function pressed(event) {
      var all = marks();
      var at = all.indexOf(here);
      var to = { ArrowRight: at + 1, ArrowLeft: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (event.key === "Escape") { read(null); }
      if (to === undefined || !all.length || event.altKey || event.ctrlKey || event.metaKey) { return; }
      event.preventDefault();
      read(all[Math.min(Math.max(to, 0), all.length - 1)]);
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    line.hidden = false;
    figure.addEventListener("pointerover", pointed);
    figure.addEventListener("click", pointed);
    figure.addEventListener("keydown", pressed);
  }

  Array.prototype.forEach.call(document.querySelectorAll("figure"), readable);

  if (choice && charts.length > 1) {
    document.querySelector(".choose").hidden = false;
    choice.addEventListener("change", function () { show(choice.value); });
    show(charts[0].id);
    window.addEventListener("hashchange", follow);
    follow();
  }

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });
})();
