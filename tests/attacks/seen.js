// Runs at the birth of every page the crawl opens: notes what must not happen, looks at the page once it is loaded,
// and tells the page that opened it. Nothing else of ours makes these tags, handlers, styles or addresses.
(() => {
  const troubles = [];
  const forbidden =
    "base, embed, frame, iframe, object, style, template:not(edit-text > template), marquee, video, audio, math," +
    "foreignObject, animate," +
    "script:not([src], [type='application/json']), meta[http-equiv], link[rel~=stylesheet]:not([href^='/'])," +
    "[style], [hx-get]:not([hx-get^='/']), [hx-post]:not([hx-post^='/'])";
  const addresses = { href: "http: https: mailto:", action: "http: https:", formaction: "http: https:" };
  const shown = (element) => element.outerHTML.slice(0, 120);

  for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => void troubles.push(`${name}: ${said}`);
  addEventListener("error", (event) => {
    const notFetched = /\.(css|woff2)$/.test(event.target.href); // by the crawl itself
    if (!notFetched) troubles.push(`error: ${event.message || shown(event.target)}`);
  }, true);
  addEventListener("unhandledrejection", (event) => troubles.push(`rejected: ${event.reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    if (document.contentType === "text/html") troubles.push(`policy: ${violatedDirective} ${blockedURI}`);
  });

  const look = () => {
    for (const element of document.querySelectorAll(forbidden)) troubles.push(`markup: ${shown(element)}`);
    for (const element of document.querySelectorAll("*"))
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || name.startsWith("hx-on")) troubles.push(`handler: ${shown(element)}`);
        if (name === "src" && new URL(value, document.baseURI).origin !== origin) troubles.push(`outside: ${value}`);
        if (name in addresses && value.startsWith("//")) troubles.push(`address: ${value}`);
        if (name in addresses && !addresses[name].split(" ").includes(new URL(value, document.baseURI).protocol))
          troubles.push(`address: ${value}`);
      }
    for (const { name } of performance.getEntriesByType("resource"))
      if (!name.startsWith(origin)) troubles.push(`asked outside: ${name}`);
  };

  if (location.protocol !== "about:") addEventListener("load", () => setTimeout(() => {
    if (document.contentType === "text/html") look();
    const links = [...document.links].map((link) => link.href);
    const { responseStatus: status } = performance.getEntriesByType("navigation")[0];
    opener?.arrived?.(name, { address: location.href, status, links, troubles });
  }));
})();
