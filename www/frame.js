// For a page of the portal: gives each frame marked data-zhice the height that the page in it tells. Stands before the
// frames, so that no word is missed; without it they keep the height that they are given.
{
  const LOWEST = 40;
  const HIGHEST = 60000;
  const isHeight = (data) =>
    data?.type === 'zhice-height' &&
    typeof data.plan === 'string' &&
    Number.isInteger(data.height) &&
    data.height >= LOWEST &&
    data.height <= HIGHEST;
  addEventListener('message', ({ data, origin, source }) => {
    if (!isHeight(data)) return;
    for (const frame of document.querySelectorAll('iframe[data-zhice]')) {
      if (frame.contentWindow === source && new URL(frame.src).origin === origin) {
        frame.style.height = `${data.height}px`;
      }
    }
  });
}
