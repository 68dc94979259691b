// After its server was started again, the browser asks only for a part that the new one does not
// know. The box says so by an event; this, outside that part, asks for the whole page.
export default function (component) {
  const knock = () => component.setTriggerValue("knocked", Date.now());
  document.addEventListener("cj-words-silent", knock);
  return () => document.removeEventListener("cj-words-silent", knock);
}
