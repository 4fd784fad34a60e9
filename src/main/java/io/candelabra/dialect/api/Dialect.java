package io.candelabra.dialect.api;

import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Face;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One API that the server speaks: all that the rest of the server knows of it. */
public interface Dialect {
    /** How programs come in, as settings and commands have to know before a server runs. */
    Entrance entrance();

    /** Its name in bindings, keys, subscriptions, causes and settings, such as {@code overkiz}. */
    default String name() {
        return entrance().dialect();
    }

    /** Its faces at the HTTPS listener; none if it listens at ports of its own alone. */
    List<Face> faces();

    /** Its addresses on the server's first page: a path or a sentence, by the name of the face. */
    Map<String, String> addresses();

    /** The description of its HTTP interface for programs, OpenAPI as JSON; empty where it has none. */
    Optional<byte[]> description();

    /** Lets programs in. */
    Admission admission();

    /** Orders of an administrator that it alone knows, and things that a settings file declares for it; empty for none. */
    default Optional<Orders> orders() {
        return Optional.empty();
    }

    /**
     * A device in the words of this API, for people who compare them: the same bytes as a client of the API is answered.
     *
     * @param view of the caller for whom it is shown; nobody is shown more than this caller sees
     * @param device that the view sees
     * @param authority host and port of this server, as links in the answer have them
     */
    Depiction depict(View view, Device device, String authority);
}
