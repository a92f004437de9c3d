// In the page that leads the crawl: opens the addresses in its tabs, each tab one after the other.
// Gives [{asked, address, status, links, troubles}]; a page that is not there after a while is a trouble too.
async (addresses) => {
  const waiting = [...addresses], seen = [], told = {}, patience = 30000;
  const nothing = (address) => ({ address, status: 0, links: [], troubles: ["not there after 30 s"] });
  window.arrived = (tab, page) => told[tab]?.(page);

  const visit = (number, address) => new Promise((resolve) => {
    const late = setTimeout(() => resolve(nothing(address)), patience);
    // A copy: what a page made keeps the whole page in memory, thousands of them.
    told[`tab-${number}`] = (page) => { clearTimeout(late); resolve(structuredClone(page)); };
    window.tabs[number].location.replace(address);
  });
  const go = async (number) => {
    for (let asked; (asked = waiting.shift()); ) seen.push({ asked, ...(await visit(number, asked)) });
  };
  await Promise.all(window.tabs.map((_, number) => go(number)));
  return seen;
}
