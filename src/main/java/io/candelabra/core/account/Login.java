package io.candelabra.core.account;

import io.candelabra.model.Resource;

/** How a login with a password ended. A wrong password and an unknown account are the same. */
public sealed interface Login {
    /** It is who they say they are. */
    record Known(Resource.Account account) implements Login {}

    record Wrong() implements Login {}

    /** Too many wrong ones: this one was not even looked at. */
    record TooMany() implements Login {}
}
