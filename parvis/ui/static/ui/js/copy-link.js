// Copies the value of a field, or the words of an element, and says so. Hidden where nothing can be copied.
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.hidden = !navigator.clipboard;
    this.querySelector("button").addEventListener("click", async () => {
      const from = document.getElementById(this.getAttribute("for"));
      from.select?.();
      await navigator.clipboard.writeText(from.value ?? from.innerText);
      this.querySelector("[role=status]").textContent = this.dataset.done;
    });
  }
}
customElements.define("copy-link", CopyLink);
