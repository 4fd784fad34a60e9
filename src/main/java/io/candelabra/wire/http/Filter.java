package io.candelabra.wire.http;

/**
 * Stands around every request of a face: proves the caller, counts against limits, hands its finds to the handler as
 * an {@link Attribute}. It sees requests for unknown paths too; {@link Exchange#route()} is empty for these.
 */
@FunctionalInterface
public interface Filter {

    /** Lets everything through. */
    Filter NONE = (x, next) -> next.handle(x);

    /** Answers itself, or with what {@code next} answers; throws like a {@link Handler}. */
    Reply around(Exchange x, Handler next) throws Exception;

    /** This filter outside, the other one inside. */
    default Filter then(Filter inner) {
        return (x, next) -> around(x, y -> inner.around(y, next));
    }
}
