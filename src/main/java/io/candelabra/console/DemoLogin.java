package io.candelabra.console;

import org.jspecify.annotations.Nullable;

/**
 * How a person comes into the demo.
 *
 * @param password the documented one; absent where it is another one, which stands in {@code demo.json}
 */
public record DemoLogin(String name, @Nullable String password) {
    /** Never the password. */
    @Override
    public String toString() {
        return "DemoLogin[" + name + "]";
    }
}
