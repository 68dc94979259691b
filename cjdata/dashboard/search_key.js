// Streamlit knows no shortcut that is a sign alone, so “/” is heard here: it presses the button of
// the search, wherever on the page the keyboard is, but for boxes in which one writes. However it
// was pressed, one can type at once.
let heard = null;

const BUTTON = ".st-key-search-open button";
const BOX = ".st-key-search-typed input";

const isWriting = (element) =>
  element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));

// What opens in front of a page takes the keyboard for itself a moment later, once: so the box is
// given it until a key is pressed or two seconds have passed.
let waiting = 0;

const focusBox = (left) => {
  const box = document.querySelector(BOX);
  if (box && document.activeElement !== box) box.focus();
  if (left) waiting = setTimeout(focusBox, 50, left - 1);
};

const onKey = (event) => {
  if (document.activeElement === document.querySelector(BOX)) clearTimeout(waiting);
  const button = document.querySelector(BUTTON);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !button) return;
  if (isWriting(document.activeElement)) return;
  event.preventDefault();
  button.click();
};

const onClick = (event) => {
  clearTimeout(waiting);
  if (event.target.closest(BUTTON)) focusBox(40);
};

export default function () {
  if (heard) heard(); // Streamlit need not take back earlier calls
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.body.dataset.cjSearch = "listens";
  heard = () => {
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("click", onClick);
  };
  return heard;
}
