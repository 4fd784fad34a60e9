package io.candelabra.intake;

/**
 * A file that is no home, or a home that cannot be: names the place in the file and the fault, for the person who
 * brought it.
 */
public final class BadHome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String why;

    BadHome(String path, String sentence) {
        super(path + ": " + sentence);
        this.path = path;
        this.why = sentence;
    }

    /** Where in the file, such as {@code $.devices[3].deviceURL}. */
    public String path() {
        return path;
    }

    /** The fault there. */
    public String why() {
        return why;
    }
}
