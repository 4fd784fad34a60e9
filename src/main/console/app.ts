// The console: one element that shows the screen of the address.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get, type Me, post, Problem, refresh } from './api';
import { Element, go, say, why } from './parts/element';
import type { Context } from './parts/shell';
import { language, LANGUAGES, load, t } from './texts';
import './screens/sign-in';
import './screens/sites';
import './screens/devices';
import './screens/device';
import './screens/log';
import './screens/chain';
import './screens/lists';
import './screens/programs';
import './screens/scenes';
import './screens/map';
import './screens/explorer';
import './screens/operations';

const THEMES = ['system', 'light', 'dark', 'contrast'];

class Console extends Element {
  static override properties = { me: { state: true }, path: { state: true }, said: { state: true }, ready: { state: true } };
  private me?: Me;
  private path = location.pathname;
  private said: { text: string; kind: string }[] = [];
  private ready = false;

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    this.theme(localStorage.getItem('theme') ?? 'system');
    // whatever nobody caught is told, and lost without a word by nobody
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      this.tell({ text: why(event.reason), kind: 'bad' });
    });
    await load();
    document.addEventListener('click', (event) => this.follow(event));
    addEventListener('popstate', () => this.moved());
    document.addEventListener('moved', () => this.moved());
    document.addEventListener('signed-out', () => this.out());
    document.addEventListener('signed-in', (event) => this.signedIn((event as CustomEvent<Me>).detail));
    document.addEventListener('me', (event) => { if (this.me) this.me = (event as CustomEvent<Me>).detail; });
    document.addEventListener('say', (event) => this.tell((event as CustomEvent).detail));
    try {
      this.me = (await get<{ me?: Me }>('/welcome')).me;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
    this.ready = true;
    this.moved();
  }

  private theme(name: string): void {
    document.documentElement.dataset['theme'] = name;
    localStorage.setItem('theme', name);
  }

  /** Links of the console change the screen, and load no page. */
  private follow(event: MouseEvent): void {
    const link = (event.target as HTMLElement).closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.hasAttribute('data-plain')) return;
    event.preventDefault();
    if (link.hash && link.pathname === location.pathname) {
      document.querySelector<HTMLElement>(link.hash)?.focus();
      return;
    }
    go(link.pathname + link.search);
  }

  private moved(): void {
    if (!this.me && location.pathname !== '/sign-in') {
      const from = location.pathname === '/' ? '' : `?to=${encodeURIComponent(location.pathname)}`;
      history.replaceState(null, '', `/sign-in${from}`);
    } else if (this.me && (location.pathname === '/' || location.pathname === '/sign-in')) {
      history.replaceState(null, '', '/sites');
    }
    const other = this.path !== location.pathname;
    this.path = location.pathname;
    this.requestUpdate();
    // what the person may do can have changed since the last screen
    if (other && this.me) void refresh().catch((problem: unknown) => say(why(problem), 'bad'));
    if (other) void this.updateComplete.then(() => this.querySelector<HTMLElement>('main')?.focus());
  }

  private signedIn(me: Me): void {
    this.me = me;
    const to = new URLSearchParams(location.search).get('to') ?? '/sites';
    go(/^\/(?!\/)/.test(to) ? to : '/sites', true);
  }

  private out(): void {
    this.me = undefined;
    this.moved();
  }

  private async signOut(): Promise<void> {
    try {
      await post('/sign-out');
      this.out();
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private tell(what: { text: string; kind: string }): void {
    this.said = [...this.said.slice(-2), what];
    setTimeout(() => { this.said = this.said.filter((each) => each !== what); }, 8000);
  }

  private async speak(name: string): Promise<void> {
    await load(name);
    this.ready = false;
    await this.updateComplete;
    this.ready = true;
    say(t('language.now'));
  }

  override render(): TemplateResult {
    if (!this.ready) return html``;
    const theme = document.documentElement.dataset['theme'] ?? 'system';
    return html`<a class="skip" href="#main">${t('skip')}</a>
      <header class="bar"><a class="brand" href="/sites"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M16 25v-9M7 14v2a5 5 0 0 0 5 5h8a5 5 0 0 0 5-5v-2M11 26h10"/><circle cx="7" cy="10" r="2.4"/><circle cx="16" cy="11" r="2.4"/><circle cx="25" cy="10" r="2.4"/></svg><span>Candelabra</span></a>
        ${this.me ? html`<nav class="main" aria-label=${t('menu')}>${['sites', 'explorer', 'operations'].map((name) => html`<a href=${`/${name}`} aria-current=${this.path.split('/')[1] === name ? 'true' : nothing}>${t(name)}</a>`)}</nav>` : nothing}
        <div class="tools">
          <label><span class="hidden">${t('theme')}</span><select @change=${(e: Event) => this.theme((e.target as HTMLSelectElement).value)}>${THEMES.map((name) => html`<option value=${name} ?selected=${name === theme}>${t(`theme.${name}`)}</option>`)}</select></label>
          <label><span class="hidden">${t('language')}</span><select @change=${(e: Event) => this.speak((e.target as HTMLSelectElement).value)}>${LANGUAGES.map(([name, text]) => html`<option value=${name} lang=${name} ?selected=${name === language}>${text}</option>`)}</select></label>
          ${this.me ? html`<span class="who">${this.me.displayName || this.me.name}</span><button type="button" class="quiet" @click=${() => this.signOut()}>${t('sign.out')}</button>` : nothing}
        </div></header>
      <main id="main" tabindex="-1">${this.screen()}</main>
      <div class="toasts" role="status" aria-live="polite">${repeat(this.said, (each) => each, (each) => html`<p class=${each.kind}>${each.text}</p>`)}</div>`;
  }

  private screen(): TemplateResult {
    if (!this.me) return html`<sign-in-screen></sign-in-screen>`;
    const context: Context = { account: this.me.name, rights: new Map(this.me.sites.map((each) => [each.site, each.verbs])) };
    const [first, site = '', screen = 'devices', item = ''] = this.path.split('/').slice(1).map(decodeURIComponent);
    if (first === 'operations') return html`<operations-screen .context=${context}></operations-screen>`;
    if (first === 'explorer') return html`<explorer-screen .context=${context} .api=${site || 'overkiz'}></explorer-screen>`;
    if (first !== 'sites') return this.nowhere();
    if (!site) return html`<sites-screen .context=${context}></sites-screen>`;
    if (!context.rights.has(site)) return this.nowhere();
    switch (screen) {
      case 'devices':
        return item ? html`<device-screen .context=${context} .site=${site} .device=${item}></device-screen>` : html`<devices-screen .context=${context} .site=${site}></devices-screen>`;
      case 'log':
        return item ? html`<chain-screen .context=${context} .site=${site} .seq=${item}></chain-screen>` : html`<log-screen .context=${context} .site=${site}></log-screen>`;
      case 'scenes':
        return html`<scenes-screen .context=${context} .site=${site}></scenes-screen>`;
      case 'programs':
        return html`<programs-screen .context=${context} .site=${site}></programs-screen>`;
      case 'map':
        return html`<map-screen .context=${context} .site=${site}></map-screen>`;
      case 'alerts':
      case 'webhooks':
      case 'executions':
        return html`<list-screen .context=${context} .site=${site} .screen=${screen}></list-screen>`;
      default:
        return this.nowhere();
    }
  }

  private nowhere(): TemplateResult {
    return html`<section class="card empty"><h1>${t('nowhere')}</h1><p><a href="/sites">${t('sites')}</a></p></section>`;
  }
}
customElements.define('candelabra-console', Console);
