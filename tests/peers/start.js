// What a page does with a peer: fetches the plan and shows it.
export const start = async (mount) => {
  const response = await fetch('/api/v1/plans/shili');
  mount(document.getElementById('plan'), await response.text());
};
