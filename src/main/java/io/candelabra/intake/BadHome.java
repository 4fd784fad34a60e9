package io.candelabra.intake;

/** A file that is no home, or a home that cannot be: says where, and what is wrong, for the person who brought it. */
public final class BadHome extends RuntimeException {
    private final String path;

    BadHome(String path, String sentence) {
        super(path + ": " + sentence);
        this.path = path;
    }

    /** Where in the file, such as {@code $.devices[3].deviceURL}. */
    public String path() {
        return path;
    }
}
