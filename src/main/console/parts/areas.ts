// The tree of areas with how many devices are in each. It is put together anew only when areas come or go, or another one is chosen.

import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AreaRow } from '../api';
import { t } from '../texts';
import { Element } from './element';

/** With more areas than this only the way to the chosen one is open, and what is in it. */
const ALL_OPEN = 60;
const DEEPEST = 30;

/** Areas with their children and sums. */
export class AreaTree {
  readonly children = new Map<string, AreaRow[]>();
  private readonly parents = new Map<string, string>();
  private readonly sums = new Map<string, number>();

  constructor(readonly areas: AreaRow[]) {
    const known = new Set(areas.map((each) => each.id));
    for (const each of areas) {
      const parent = known.has(each.parent) ? each.parent : '';
      this.parents.set(each.id, parent);
      const there = this.children.get(parent);
      if (there) there.push(each);
      else this.children.set(parent, [each]);
    }
    for (const each of areas) this.way(each.id).forEach((above) => this.sums.set(above, (this.sums.get(above) ?? 0) + each.devices));
  }

  /** An area and all above it. */
  way(area: string): string[] {
    const found: string[] = [];
    for (let at = area; at && found.length < DEEPEST; at = this.parents.get(at) ?? '') found.push(at);
    return found;
  }

  count(area: string): number {
    return this.sums.get(area) ?? 0;
  }

  /** An area and all below it. */
  within(area: string): Set<string> {
    const found = new Set([area]);
    const open = [area];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const each of this.children.get(at) ?? []) {
        if (!found.has(each.id)) {
          found.add(each.id);
          open.push(each.id);
        }
      }
    }
    return found;
  }
}

class Areas extends Element {
  static override properties = { tree: { attribute: false }, chosen: {}, all: { type: Number } };
  tree = new AreaTree([]);
  chosen = '';
  all = 0;

  private pick(area: string): void {
    this.dispatchEvent(new CustomEvent('pick', { detail: area }));
  }

  private branch(id: string, label: string, count: number, depth: number): TemplateResult {
    return html`<li class=${`depth-${Math.min(depth, 4)}`}><button type="button" aria-pressed=${this.chosen === id} @click=${() => this.pick(id)}><span>${label}</span><span class="count">${count}</span></button></li>`;
  }

  private below(parent: string, depth: number, open: Set<string> | undefined): TemplateResult[] {
    if (depth > DEEPEST) return [];
    return (this.tree.children.get(parent) ?? []).flatMap((each) => [
      this.branch(each.id, each.label, this.tree.count(each.id), depth),
      ...(!open || open.has(each.id) ? this.below(each.id, depth + 1, open) : []),
    ]);
  }

  override render(): TemplateResult {
    const open = this.tree.areas.length > ALL_OPEN ? new Set(this.tree.way(this.chosen)) : undefined;
    return html`<nav class="areas card" aria-label=${t('areas')}>
      <label class="pick"><span class="hidden">${t('areas')}</span><select @change=${(e: Event) => this.pick((e.target as HTMLSelectElement).value)}><option value="">${t('areas.all')}</option>${repeat(this.tree.areas, (each) => each.id, (each) => html`<option value=${each.id} ?selected=${each.id === this.chosen}>${each.label}</option>`)}</select></label>
      <ul role="list">${this.branch('', t('areas.all'), this.all, 0)}${this.below('', 1, open)}</ul></nav>`;
  }
}
customElements.define('area-tree', Areas);
