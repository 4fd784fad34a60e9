// One device, and the same device in the words of each API: what changes flashes, with who changed it.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type AreaRow, type DeviceSheet, get, type Language, listen, type Live, part, patch, type SiteRow, type Told, type Who } from '../api';
import { control, shown, stop, Wishes } from '../parts/controls';
import { Element, say, why } from '../parts/element';
import { faultsHear } from '../parts/faults';
import { type Context, copy, copyCurl, liveBadge, siteNav } from '../parts/shell';
import { since, t, word } from '../texts';

const AGAIN_MS = 200;
const FLASH_MS = 2500;
const NAMES: Record<string, string> = { overkiz: 'Overkiz', sustainder: 'Sustainder', vive: 'Lutron Vive', quantum: 'Lutron Quantum' };
const PLAIN = ['up', 'down', 'open', 'close', 'stop', 'my', 'on', 'off'];

interface Line { path: string; text: string }

/** A value as lines, each with the place that it stands for, so that one is compared with the same one before. */
function lines(value: unknown, path = '$', indent = '', before = '', after = ''): Line[] {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
    const list = Array.isArray(value);
    const entries = Object.entries(value);
    const inner = entries.flatMap(([key, each], i) => {
      const name = list ? nameOf(each, key) : key;
      return lines(each, `${path}/${name}`, `${indent}  `, list ? '' : `${JSON.stringify(key)}: `, i < entries.length - 1 ? ',' : '');
    });
    return [{ path: `${path}{`, text: indent + before + (list ? '[' : '{') }, ...inner, { path: `${path}}`, text: indent + (list ? ']' : '}') + after }];
  }
  return [{ path, text: indent + before + JSON.stringify(value) + after }];
}

/** An entry of a list is the same one as before if it has the same name. */
const nameOf = (each: unknown, key: string): string =>
  each !== null && typeof each === 'object' && 'name' in each ? String((each as { name: unknown }).name) : key;

class DeviceScreen extends Element {
  static override properties = { context: { attribute: false }, site: {}, device: {}, sheet: { state: true }, languages: { state: true }, live: { state: true }, by: { state: true } };
  context!: Context;
  site = '';
  device = '';
  private sheet?: DeviceSheet;
  private name = '';
  private areas: AreaRow[] = [];
  private languages: Language[] = [];
  private live: Live = { on: false };
  private by?: { cause: Who; atMs: number; seq: number };
  private missing = '';
  private readonly wishes = new Wishes(() => this.site, () => this.requestUpdate());
  private readonly known = new Map<string, Map<string, string>>();
  private readonly flashing = new Map<string, number>();
  private close = (): void => {};
  private soon = 0;
  private round = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    this.close();
    clearTimeout(this.soon);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site') || changed.has('device')) {
      this.sheet = undefined;
      void this.begin();
    }
  }

  private path(more = ''): string {
    return `/sites/${part(this.site)}/devices/${part(this.device)}${more}`;
  }

  private async begin(): Promise<void> {
    const mine = ++this.round;
    this.close();
    this.known.clear();
    this.wishes.forget();
    try {
      const [row, areas, sheet] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<AreaRow[]>(`/sites/${part(this.site)}/areas`), get<DeviceSheet>(this.path())]);
      if (mine !== this.round) return;
      [this.name, this.areas, this.sheet] = [row.name, areas, sheet];
      this.by = sheet.lastChange;
      this.missing = '';
      document.title = `${sheet.device.label} – Candelabra`;
      this.close = listen(this.site, sheet.seq, (told) => this.hear(told), () => void this.begin(), (live) => { this.live = live; });
      await this.speak();
    } catch (problem) {
      if (mine !== this.round) return;
      this.missing = why(problem);
      this.requestUpdate();
    }
  }

  private hear(told: Told): void {
    if (!this.sheet) return;
    this.wishes.hear(told.line);
    faultsHear(this, told.line);
    if (told.line.kind === 'deviceRemoved' && told.line.devices.includes(this.device)) {
      this.missing = t('device.gone');
      this.requestUpdate();
    }
    const patched = told.devices.find((each) => each.id === this.device);
    if (patched || told.card?.id === this.device) {
      const device = told.card ?? { ...this.sheet.device, available: patched?.available ?? true, traits: patched?.traits ?? {} };
      this.sheet = { ...this.sheet, device };
      this.by = { cause: told.line.cause, atMs: told.line.atMs, seq: told.line.seq };
      if (!this.soon) this.soon = window.setTimeout(() => { this.soon = 0; void this.speak(); }, AGAIN_MS);
    }
  }

  /** Asks how each API gives the device now, and marks the lines that differ from before. */
  private async speak(): Promise<void> {
    try {
      const languages = (await get<{ languages: Language[] }>(this.path('/languages'))).languages;
      const now = Date.now();
      for (const each of languages) {
        const before = this.known.get(each.dialect);
        const next = new Map(lines(each.answer).map((line) => [line.path, line.text]));
        if (before) next.forEach((text, path) => { if (before.get(path) !== text) this.flashing.set(each.dialect + path, now + FLASH_MS); });
        this.known.set(each.dialect, next);
      }
      this.languages = languages;
      setTimeout(() => this.requestUpdate(), FLASH_MS + 50);
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private async rename(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    try {
      await patch(this.path(), { label: form.get('label'), area: form.get('area') });
      say(t('saved'));
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private may(verb: string): boolean {
    return (this.context.rights.get(this.site) ?? []).includes(verb);
  }

  private cause(): TemplateResult | typeof nothing {
    if (!this.by) return nothing;
    const { cause, atMs, seq } = this.by;
    return html`<p class="cause" role="status"><a href=${`/sites/${part(this.site)}/log/${seq}`}>${t(cause.who ? 'changed.by' : 'changed.from', { who: cause.who, dialect: word('dialect', cause.dialect) })}</a> <span class="fine">${since(atMs)}</span></p>`;
  }

  private pane(language: Language): TemplateResult {
    const now = Date.now();
    const title = NAMES[language.dialect] ?? language.dialect;
    return html`<section class="pane card" aria-label=${title}><header><h3>${title}</h3>${language.request ? html`<button type="button" class="quiet" aria-label=${`${t('copy')}, ${title}`} @click=${() => copy(JSON.stringify(language.answer, null, 2))}>${t('copy')}</button>` : nothing}</header>
      ${language.request ? html`<code class="request">${language.request}</code><pre tabindex="0" role="group" aria-label=${`JSON, ${title}`}>${repeat(lines(language.answer), (line, i) => `${line.path} ${i}`, (line) => html`<span class=${(this.flashing.get(language.dialect + line.path) ?? 0) > now ? 'line flash' : 'line'}>${line.text}
</span>`)}</pre>` : html`<p class="empty">${language.absent}</p>`}</section>`;
  }

  override render(): TemplateResult {
    if (this.missing) return html`<section class="card empty"><h1>${t('nowhere')}</h1><p>${this.missing}</p></section>`;
    const sheet = this.sheet;
    if (!sheet) return html`${siteNav(this.site, this.name || this.site, 'devices')}`;
    const { device } = sheet;
    const may = this.may('CONTROL');
    const plain = device.settable.length === 0 ? sheet.commands.filter((each) => PLAIN.includes(each.name) && each.parameters.every((p) => p.optional)) : [];
    return html`${siteNav(this.site, this.name, 'devices', html`${liveBadge(this.live)}${copyCurl(this.path(), this.context.account)}`)}
      <section class=${this.wishes.busy(device.id) ? 'card sheet busy' : 'card sheet'}><header><h2>${device.label}</h2><p class="fine">${word('kind', device.kind)} · ${sheet.type} · ${sheet.gateway.label || sheet.gateway.id}${device.simulated ? html` <span class="badge">${t('simulated')}</span>` : nothing}${device.available ? nothing : html` <span class="badge bad">${t('unreachable')}</span>`}</p>${this.cause()}</header>
        <dl class="traits">${repeat(sheet.traits, (trait) => trait.name, (trait) => html`<div><dt>${word('trait', trait.name)}</dt><dd>${trait.settable ? control(device, trait.name, this.wishes, may, trait) : shown(trait.name, device.traits[trait.name])}</dd></div>`)}</dl>
        <p class="tools">${stop(device, this.wishes, may)}${plain.map((each) => html`<button type="button" class="quiet" ?disabled=${!may} @click=${() => this.wishes.ask(device, { command: each.name, parameters: [] })}>${word('command', each.name)}</button>`)}</p></section>
      <h2 class="section">${t('languages')}</h2><p class="lead">${t('languages.lead')}</p>
      <div class="panes">${repeat(this.languages, (each) => each.dialect, (each) => this.pane(each))}</div>
      ${sheet.gateway.simulated && this.may('ADMINISTER') ? html`<device-faults .site=${this.site} .device=${device}></device-faults>` : nothing}
      <details class="card more"><summary>${t('device.more')}</summary>
        ${this.may('CONFIGURE') ? html`<form class="line" @submit=${(e: Event) => this.rename(e)}><label>${t('device.name')}<input name="label" .value=${device.label} required maxlength="200" /></label>
          <label>${t('device.area')}<select name="area"><option value="" ?selected=${!device.area}>–</option>${this.areas.map((area) => html`<option value=${area.id} ?selected=${area.id === device.area}>${area.label}</option>`)}</select></label><button type="submit" class="main">${t('save')}</button></form>` : nothing}
        <div class="scroll" tabindex="0" role="region" aria-label=${t('device.states')}><table class="rows"><caption>${t('device.states')}</caption><tbody>${sheet.states.map((state) => html`<tr><th scope="row"><code>${state.name}</code></th><td><code>${JSON.stringify(state.value)}</code></td></tr>`)}</tbody></table></div>
        <p class="fine"><code>${device.id}</code></p></details>`;
  }
}
customElements.define('device-screen', DeviceScreen);
