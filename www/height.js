// A page of ours in a frame tells the page around it how high it is, at first and whenever that changes; frame.js
// listens there. Who may frame this page at all is said by its frame-ancestors.
{
  const { plan } = document.currentScript.dataset;
  const around =
    location.ancestorOrigins?.[0] ?? (document.referrer ? new URL(document.referrer).origin : location.origin);
  const page = document.documentElement;
  const tell = () => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    parent.postMessage({ type: 'zhice-height', plan, height }, around);
  };
  // A sandboxed page around has no origin that could be named.
  if (parent !== window && around !== 'null') new ResizeObserver(tell).observe(page);
}
