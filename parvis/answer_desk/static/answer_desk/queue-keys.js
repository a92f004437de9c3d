// <queue-keys>: while the focus is inside it, j and k go to the line below and above, x ticks the line in hand.
class QueueKeys extends HTMLElement {
  connectedCallback() {
    const lines = [...this.querySelectorAll("li")];
    this.addEventListener("keydown", (event) => {
      const at = lines.indexOf(event.target.closest("li"));
      if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "x") lines[at].querySelector("input").click();
      else if (event.key === "j") lines[at + 1]?.querySelector("a").focus();
      else if (event.key === "k") lines[at - 1]?.querySelector("a").focus();
    });
  }
}
customElements.define("queue-keys", QueueKeys);
