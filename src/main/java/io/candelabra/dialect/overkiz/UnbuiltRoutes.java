package io.candelabra.dialect.overkiz;

import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Handler;
import io.candelabra.wire.http.Method;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls of the table that nobody has built yet. A caller who is let in hears that they are not supported, which is not the same
 * as a path that does not exist.
 */
public final class UnbuiltRoutes implements RouteSet {
    private final OverkizOperations operations;
    private final Set<String> built = new HashSet<>();

    UnbuiltRoutes(OverkizOperations operations, List<RouteSet> sets) {
        this.operations = operations;
        Routes collector = new Routes() {
            @Override
            public Routes route(Method method, String path, Handler handler) {
                built.add(method + " " + shape(path));
                return this;
            }
        };
        sets.forEach(set -> set.routes(collector));
    }

    @Override
    public void routes(Routes routes) {
        Set<String> taken = new HashSet<>(built);
        for (OverkizOperations.Operation operation : operations.all()) {
            if (taken.add(operation.method() + " " + shape(operation.path()))) {
                routes.route(operation.method(), operation.path(), x -> {
                    throw OverkizFault.unsupported(
                            "Operation not supported : " + operation.method() + " " + operation.path());
                });
            }
        }
    }

    /** Two paths that differ only in the names of their variables are one. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
