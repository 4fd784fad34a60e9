/**
 * Stores of sites: one package per kind of store, all behind {@link io.candelabra.core.site.SiteStore} and under the
 * same tests. Whole batches of one site's writer come in; no rule of lighting or of any API belongs here.
 */
@NullMarked
package io.candelabra.store;

import org.jspecify.annotations.NullMarked;
