// A long list of which only the visible rows are in the page: ten thousand devices cost as much as twenty.

import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from './element';

const BEYOND = 6;

class Rows extends Element {
  static override properties = { items: { attribute: false }, row: { attribute: false }, key: { attribute: false }, label: {}, from: { state: true }, height: { state: true } };
  items: unknown[] = [];
  row: (item: never, index: number) => TemplateResult = () => html``;
  /** What an item is known by: a row keeps its focus however others move. */
  key: (item: never) => unknown = (item) => item;
  label = '';
  private from = 0;
  private height = 64;
  private shown = 30;
  private readonly sizes = new ResizeObserver(() => this.measure());

  override firstUpdated(): void {
    this.sizes.observe(this);
    this.measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  private measure(): void {
    this.height = parseFloat(getComputedStyle(this).getPropertyValue('--row')) || 64;
    this.look();
  }

  private look(): void {
    const box = this.firstElementChild;
    if (!box) return;
    this.shown = Math.ceil(box.clientHeight / this.height) + 2 * BEYOND;
    this.from = Math.max(0, Math.floor(box.scrollTop / this.height) - BEYOND);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const from = Math.min(this.from, Math.max(0, this.items.length - this.shown));
    const rows = this.items.slice(from, from + this.shown);
    return html`<div class="viewport" @scroll=${() => this.look()} tabindex="0" role="group" aria-label=${this.label}>
      <ul .style=${`height:${this.items.length * this.height}px`} role="list">${repeat(rows, (item) => this.key(item as never), (item, i) => html`<li .style=${`top:${(from + i) * this.height}px`} aria-setsize=${this.items.length} aria-posinset=${from + i + 1}>${this.row(item as never, from + i)}</li>`)}</ul></div>`;
  }
}
customElements.define('long-rows', Rows);
