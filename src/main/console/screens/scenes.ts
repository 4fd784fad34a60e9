// Many devices at once: scenes that people have made, and whole areas and groups, with what cannot be reached told before.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type AreaRow, get, part, post, type SiteRow, type TraitValue } from '../api';
import { AreaTree } from '../parts/areas';
import { Element, say, why } from '../parts/element';
import { follow, wishForMany } from '../parts/many';
import { type Context, copyCurl, siteNav } from '../parts/shell';
import { num, t } from '../texts';

interface Away { id: string; label: string }
interface Scene { id: string; label: string; devices: number; away: Away[]; unreachable: number; running?: string }
interface Group { id: string; label: string; devices: number }
interface Reach { devices: string[]; away: Away[]; unreachable: number; others: number }

const AGAIN_MS = 3000;
const LONGEST_MS = 60_000;
const NAMED = 5;

class Scenes extends Element {
  static override properties = {
    context: { attribute: false }, site: {}, scenes: { state: true }, tree: { state: true }, groups: { state: true }, place: { state: true }, trait: { state: true },
    reach: { state: true }, level: { state: true }, results: { state: true }, refused: { state: true }, busy: { state: true },
  };
  context!: Context;
  site = '';
  private name = '';
  private scenes?: Scene[];
  private tree = new AreaTree([]);
  private groups: Group[] = [];
  private place = '';
  private trait = 'level';
  private reach?: Reach;
  private level = 50;
  private results = new Map<string, string>();
  private refused = '';
  private busy = false;
  private round = 0;
  private failures = 0;
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    clearTimeout(this.timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) void this.begin();
  }

  private path(more: string): string {
    return `/sites/${part(this.site)}/${more}`;
  }

  private async begin(): Promise<void> {
    const mine = ++this.round;
    clearTimeout(this.timer);
    [this.scenes, this.reach, this.place, this.refused] = [undefined, undefined, '', ''];
    this.results = new Map();
    try {
      const [row, areas, groups] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<AreaRow[]>(this.path('areas')), get<Group[]>(this.path('groups'))]);
      if (mine !== this.round) return;
      [this.name, this.tree, this.groups] = [row.name, new AreaTree(areas), groups];
      document.title = `${t('screen.scenes')}, ${row.name} – Candelabra`;
    } catch (problem) {
      if (mine === this.round) this.refused = why(problem);
    }
    await this.look(mine);
  }

  /** Looks what runs, again and again, and after the longer the more often it failed. */
  private async look(mine: number): Promise<void> {
    if (mine !== this.round) return;
    try {
      if (!document.hidden) {
        const scenes = await get<Scene[]>(this.path('scenes'));
        if (mine !== this.round) return;
        [this.scenes, this.refused, this.failures] = [scenes, '', 0];
      }
    } catch (problem) {
      if (mine !== this.round) return;
      this.refused = why(problem);
      this.failures++;
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(mine), Math.min(LONGEST_MS, AGAIN_MS * 2 ** this.failures));
  }

  private tell(id: string, text: string): void {
    this.results = new Map(this.results).set(id, text);
  }

  private async run(scene: Scene): Promise<void> {
    const mine = this.round;
    try {
      const started = await post<{ execution: string }>(this.path(`scenes/${part(scene.id)}/run`));
      this.scenes = this.scenes?.map((each) => (each.id === scene.id ? { ...each, running: started.execution } : each));
      await follow(this.site, [started.execution], (text) => this.tell(scene.id, text), () => mine === this.round);
      if (mine === this.round) await this.look(mine);
    } catch (problem) {
      say(t('command.refused', { device: scene.label, why: why(problem) }), 'bad');
    }
  }

  /** Asks what a wish for the place would reach. */
  private async choose(place: string, trait: string): Promise<void> {
    [this.place, this.trait, this.reach] = [place, trait, undefined];
    this.tell('place', '');
    if (!place) return;
    const [kind, id] = [place.slice(0, 5), place.slice(6)];
    try {
      const reach = await get<Reach>(this.path(`reach?${kind === 'group' ? 'group' : 'area'}=${part(id)}&trait=${trait}`));
      if (place === this.place && trait === this.trait) this.reach = reach;
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private async ask(value: TraitValue): Promise<void> {
    const mine = this.round;
    const devices = this.reach?.devices ?? [];
    this.busy = true;
    try {
      await wishForMany(this.site, devices, { trait: this.trait, value }, (text) => this.tell('place', text), () => mine === this.round);
    } catch (problem) {
      say(why(problem), 'bad');
    } finally {
      this.busy = false;
    }
  }

  private away(away: Away[], count: number): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    const shown = away.slice(0, NAMED);
    return html`<p class="fine"><span class="badge bad">${t('scenes.away', { count: num(count) })}</span> ${shown.map((each, i) => html`${i ? ', ' : ''}<a href=${`/sites/${part(this.site)}/devices/${part(each.id)}`}>${each.label || each.id}</a>`)}${count > shown.length ? ' …' : ''}</p>`;
  }

  private scene(scene: Scene, may: boolean): TemplateResult {
    const result = this.results.get(scene.id);
    return html`<li class="action"><div><p><strong>${scene.label || scene.id}</strong> <span class="fine">${t('devices.count', { count: num(scene.devices) })}</span></p>${this.away(scene.away, scene.unreachable)}
      <p class="fine" role="status">${scene.running ? html`${t('scenes.running')} <a href=${`/sites/${part(this.site)}/executions`}>${t('screen.executions')}</a> ` : nothing}${result ?? nothing}</p></div>
      <button type="button" class="main" aria-label=${`${t('scenes.run')}, ${scene.label}`} ?disabled=${!may || scene.devices === 0} @click=${() => this.run(scene)}>${t('scenes.run')}</button></li>`;
  }

  private controls(reach: Reach, may: boolean): TemplateResult {
    const none = reach.devices.length === 0 || !may || this.busy;
    const count = num(reach.devices.length);
    return html`<p role="status"><strong>${t('scenes.reach', { count, others: num(reach.others) })}</strong></p>${this.away(reach.away, reach.unreachable)}
      <div class="tools">${this.trait === 'onOff'
        ? html`<button type="button" class="main" ?disabled=${none} @click=${() => this.ask(true)}>${t('scenes.on', { count })}</button><button type="button" class="main" ?disabled=${none} @click=${() => this.ask(false)}>${t('scenes.off', { count })}</button>`
        : html`<label class="slider">${t(`trait.${this.trait}`)}<input type="range" min="0" max="100" .value=${String(this.level)} @input=${(e: Event) => { this.level = Number((e.target as HTMLInputElement).value); }} /><output>${num(this.level)} %</output></label>
          <button type="button" class="main" ?disabled=${none} @click=${() => this.ask(this.level)}>${t('map.dim', { count, level: num(this.level) })}</button>`}</div>`;
  }

  override render(): TemplateResult {
    const may = (this.context.rights.get(this.site) ?? []).includes('CONTROL');
    const option = (value: string, label: string, count: number) => html`<option value=${value} ?selected=${value === this.place}>${label} (${num(count)})</option>`;
    return html`${siteNav(this.site, this.name || this.site, 'scenes', copyCurl(this.path('scenes'), this.context.account))}
      <section class="card sheet place" aria-labelledby="whole"><h2 id="whole">${t('scenes.whole')}</h2><p class="lead">${t('scenes.whole.lead')}</p>
        <div class="tools filters"><select aria-label=${t('scenes.place')} @change=${(e: Event) => this.choose((e.target as HTMLSelectElement).value, this.trait)}><option value="" ?selected=${!this.place}>${t('scenes.place')}</option>
          <optgroup label=${t('areas')}>${repeat(this.tree.areas, (each) => each.id, (each) => option(`areas:${each.id}`, each.label, this.tree.count(each.id)))}</optgroup>
          ${this.groups.length ? html`<optgroup label=${t('scenes.groups')}>${repeat(this.groups, (each) => each.id, (each) => option(`group:${each.id}`, each.label, each.devices))}</optgroup>` : nothing}</select>
          <select aria-label=${t('scenes.trait')} @change=${(e: Event) => this.choose(this.place, (e.target as HTMLSelectElement).value)}>${['level', 'onOff', 'coverPosition'].map((name) => html`<option value=${name} ?selected=${name === this.trait}>${t(`trait.${name}`)}</option>`)}</select></div>
        ${this.reach ? this.controls(this.reach, may) : nothing}<p role="status">${this.results.get('place') ?? ''}</p></section>
      <h2 class="section">${t('screen.scenes')}</h2>
      ${this.refused ? html`<p class="fault" role="alert">${this.refused}</p>` : nothing}
      ${this.scenes?.length ? html`<ul class="card plainlist" role="list">${repeat(this.scenes, (each) => each.id, (each) => this.scene(each, may))}</ul>` : nothing}
      ${this.scenes?.length === 0 ? html`<p class="empty">${t('none.scenes')}</p>` : nothing}`;
  }
}
customElements.define('scenes-screen', Scenes);
