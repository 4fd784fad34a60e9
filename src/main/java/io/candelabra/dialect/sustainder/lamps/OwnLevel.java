package io.candelabra.dialect.sustainder.lamps;

import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.Optional;

/**
 * The own level of a lamp without a scheme: the level that it had before it was overridden through this dialect, to
 * which it goes back when that is cleared.
 *
 * @param level 0 to 100 %
 * @param overridden whether an override stands above it
 */
record OwnLevel(int level, boolean overridden) {
    private static final String DIALECT = "sustainder";
    private static final String KIND = "own-level";

    static Optional<OwnLevel> of(View view, String lcmId) {
        return view.resource(Extra.class, Extra.id(DIALECT, KIND, lcmId))
                .flatMap(extra -> KeptJson.read(extra.json(), OwnLevel.class));
    }

    /** As a resource. */
    Extra kept(String lcmId) {
        return new Extra(DIALECT, KIND, lcmId, Json.text(this));
    }
}
