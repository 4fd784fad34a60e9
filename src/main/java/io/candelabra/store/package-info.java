/**
 * Where sites are kept: one package per kind of store, all behind {@link io.candelabra.core.site.SiteStore} and under the
 * same tests. What comes in are whole batches of one site's writer; no rule of lighting or of any API belongs here.
 */
@NullMarked
package io.candelabra.store;

import org.jspecify.annotations.NullMarked;
