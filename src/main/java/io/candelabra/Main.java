package io.candelabra;

/** Reads the command line and starts the server. */
public final class Main {

    private Main() {}

    /**
     * The program's entry point.
     *
     * @param args a command and its options
     */
    public static void main(String[] args) {
        System.err.println("This build holds no command yet.");
        System.exit(1);
    }
}
