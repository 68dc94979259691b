// After its server was started again, the browser asks only for a part that the new one does not
// know. The box says so by an event; this, outside that part, asks for the whole page.
let knock = null;

export default function (component) {
  const mine = () => component.setTriggerValue("knocked", Date.now());
  document.removeEventListener("cj-words-silent", knock); // Streamlit need not take back earlier calls
  document.addEventListener("cj-words-silent", mine);
  knock = mine;
  return () => document.removeEventListener("cj-words-silent", mine);
}
