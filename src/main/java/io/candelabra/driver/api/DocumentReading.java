package io.candelabra.driver.api;

/**
 * Reads a file that a person hands in for a gateway, before anything of it is stored. So a fault in it is told to the person at once, and
 * what is stored holds no more than the driver needs.
 */
@FunctionalInterface
public interface DocumentReading {
    /**
     * @param file may be anything
     * @return what is stored, and handed to the driver as {@link DriverContext#document}; the same file gives the same text
     * @throws BadDocument where the file is not what the setting is for
     */
    String read(byte[] file);
}
