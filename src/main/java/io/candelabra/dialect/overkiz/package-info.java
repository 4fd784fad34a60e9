/**
 * The Overkiz end-user API: two faces, cloud and local gateway, over one set of operations.
 *
 * <p>Requests may come in, and the core through its doors. Another dialect, a store or a driver must not. The
 * folder follows the path: {@code POST /exec/apply} is in {@code exec.ExecRoutes}. All operations share {@code spelling}
 * (ids, values, the words of errors), {@code request} (the session that asks) and {@code document} (answers). Read {@link io.candelabra.dialect.overkiz.OverkizFace} first: it puts the
 * faces together.
 */
@NullMarked
package io.candelabra.dialect.overkiz;

import org.jspecify.annotations.NullMarked;
