// @ts-check
/** Leaves at once for a neutral page, and leaves nothing of the conversation in this tab. */
const TWICE_MS = 1500;

/** @param {HTMLAnchorElement} link */
export function armExit(link) {
  const leave = () => {
    document.body.hidden = true;
    sessionStorage.clear();
    location.replace(link.href);
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let last = 0;
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return;
    if (timeStamp - last < TWICE_MS) leave();
    last = timeStamp;
  });
}
