// Every operation of every API, from the descriptions that programs read too: what it takes, what it answers, and a command to copy.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { part } from '../api';
import { Element, say, why } from '../parts/element';
import { type Context, copy } from '../parts/shell';
import { num, t } from '../texts';

interface Schema { $ref?: string; type?: string; items?: Schema; properties?: Record<string, Schema>; enum?: string[]; anyOf?: Schema[]; additionalProperties?: Schema; example?: unknown }
interface Body { content?: Record<string, { schema?: Schema; example?: unknown }> }
interface Operation { operationId: string; summary?: string; description?: string; parameters?: { name: string; in: string; required?: boolean; description?: string }[]; requestBody?: Body; responses?: Record<string, Body & { description?: string }>; security?: unknown[]; 'x-built'?: boolean }
interface Api { info: { title: string }; servers: { url: string }[]; paths: Record<string, Record<string, Operation>>; components: { schemas?: Record<string, Schema>; securitySchemes?: Record<string, { type: string; in?: string; name?: string; scheme?: string }> }; security?: Record<string, unknown>[] }
interface Call { verb: string; path: string; operation: Operation }

const APIS: [string, string][] = [['overkiz', 'Overkiz'], ['sustainder', 'Sustainder'], ['quantum', 'Lutron Quantum'], ['console', 'Candelabra']];
const SHOWN = 60;
const DEEPEST = 4;

class Explorer extends Element {
  static override properties = { context: { attribute: false }, api: {}, described: { state: true }, wanted: { state: true }, shown: { state: true } };
  context!: Context;
  api = '';
  private described?: Api;
  private calls: Call[] = [];
  private wanted = '';
  private shown = SHOWN;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('api')) void this.load();
  }

  private async load(): Promise<void> {
    const name = this.api;
    this.described = undefined;
    this.shown = SHOWN;
    this.wanted = new URLSearchParams(location.search).get('q') ?? '';
    document.title = `${t('explorer')} – Candelabra`;
    try {
      const api: Api = await (await fetch(`/openapi/${part(name)}.json`)).json();
      if (name !== this.api) return;
      this.calls = Object.entries(api.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })));
      this.described = api;
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  /** What a schema stands for, as an example: types where there are no values. */
  private example(schema: Schema | undefined, depth = 0): unknown {
    if (!schema || depth > DEEPEST) return {};
    if (schema.example !== undefined) return schema.example;
    if (schema.$ref) return this.example(this.described?.components.schemas?.[schema.$ref.split('/').pop() ?? ''], depth + 1);
    if (schema.anyOf) return this.example(schema.anyOf[0], depth + 1);
    if (schema.enum) return schema.enum[0];
    if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, this.example(each, depth + 1)]));
    switch (schema.type) {
      case 'array': return [this.example(schema.items, depth + 1)];
      case 'integer':
      case 'number': return 0;
      case 'boolean': return true;
      case 'string': return 'text';
      default: return {};
    }
  }

  private body(body: Body | undefined): unknown {
    const content = body?.content?.['application/json'] ?? body?.content?.['application/hal+json'];
    return content ? (content.example ?? this.example(content.schema)) : undefined;
  }

  private curl(call: Call): string {
    const api = this.described as Api;
    const schemes = api.components.securitySchemes ?? {};
    const needed = call.operation.security?.length === 0 ? [] : Object.keys(api.security?.at(-1) ?? {});
    const proof = needed.map((name) => {
      const scheme = schemes[name];
      if (scheme?.type === 'http') return scheme.scheme === 'basic' ? ' -u NAME' : ` -H 'Authorization: Bearer TOKEN'`;
      return scheme?.in === 'cookie' ? ' -b cookies.txt' : ` -H '${scheme?.name}: KEY'`;
    }).join('');
    const body = this.body(call.operation.requestBody);
    const sent = body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
    const base = (api.servers[0]?.url ?? '').replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, '');
    return `curl -sS --cacert data/demo/ca.pem${call.verb === 'GET' ? '' : ` -X ${call.verb}`}${proof}${sent} '${location.origin}${base}${call.path}'`;
  }

  private matching(): Call[] {
    const words = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return this.calls.filter(({ verb, path, operation }) => {
      const text = `${verb} ${path} ${operation.operationId} ${operation.summary ?? ''}`.toLowerCase();
      return words.every((each) => text.includes(each));
    });
  }

  private call(call: Call): TemplateResult {
    const { operation } = call;
    const takes = this.body(operation.requestBody);
    const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'));
    const gives = this.body(answer?.[1]);
    const line = this.curl(call);
    return html`<details class="call"><summary><span class=${`verb ${call.verb.toLowerCase()}`}>${call.verb}</span> <code>${call.path}</code> ${operation['x-built'] === false ? html`<span class="badge">${t('explorer.unbuilt')}</span>` : nothing}</summary>
      <div class="inside">${operation.summary || operation.description ? html`<p>${operation.summary ?? operation.description}</p>` : nothing}
        ${operation.parameters?.length ? html`<h3>${t('explorer.parameters')}</h3><ul>${operation.parameters.map((each) => html`<li><code>${each.name}</code> <span class="fine">${each.in}${each.required ? '' : `, ${t('explorer.optional')}`}</span> ${each.description ?? ''}</li>`)}</ul>` : nothing}
        ${takes === undefined ? nothing : html`<h3>${t('explorer.takes')}</h3><pre tabindex="0">${JSON.stringify(takes, null, 2)}</pre>`}
        ${gives === undefined ? nothing : html`<h3>${t('explorer.answers')} <span class="fine">${answer?.[0]}</span></h3><pre tabindex="0">${JSON.stringify(gives, null, 2)}</pre>`}
        <h3>curl</h3><pre tabindex="0">${line}</pre><button type="button" class="quiet" aria-label=${`${t('copy')}, ${call.verb} ${call.path}`} @click=${() => copy(line)}>${t('copy')}</button></div></details>`;
  }

  override render(): TemplateResult {
    const found = this.matching();
    return html`<header class="head"><div class="crumbs"><h1>${t('explorer')}</h1></div><div class="tools"><a href=${`/openapi/${this.api}.json`} data-plain>OpenAPI</a></div>
        <nav class="tabs" aria-label=${t('explorer')}>${APIS.map(([name, title]) => html`<a href=${`/explorer/${name}`} aria-current=${name === this.api ? 'page' : nothing}>${title}</a>`)}</nav></header>
      <div class="tools"><input type="search" class="grow" placeholder=${t('filter')} aria-label=${t('filter')} .value=${this.wanted} @input=${(e: Event) => { this.wanted = (e.target as HTMLInputElement).value; this.shown = SHOWN; history.replaceState(null, '', this.wanted ? `?q=${part(this.wanted)}` : location.pathname); }} />
        <span class="fine" role="status">${t('explorer.count', { count: num(found.length), unbuilt: num(found.filter((each) => each.operation['x-built'] === false).length) })}</span></div>
      ${this.described ? html`<p class="lead">${this.described.info.title}</p><div class="card calls">${repeat(found.slice(0, this.shown), (each) => `${each.verb} ${each.path}`, (each) => this.call(each))}</div>` : nothing}
      ${found.length > this.shown ? html`<p><button type="button" class="quiet" @click=${() => { this.shown += 200; }}>${t('more', { count: found.length - this.shown })}</button></p>` : nothing}
      ${this.described && found.length === 0 ? html`<p class="empty">${t('nothing')}</p>` : nothing}`;
  }
}
customElements.define('explorer-screen', Explorer);
