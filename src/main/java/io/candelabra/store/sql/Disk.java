package io.candelabra.store.sql;

import java.io.IOException;

/** The questions of the store about the disk of its folder. A test hands in one of its own. */
interface Disk {
    /** Bytes that may be written before it is full. */
    long free() throws IOException;

    /** Bytes that the reserve holds, which are not free. */
    long held() throws IOException;

    /**
     * Lets the reserve hold so many bytes, more or fewer than before.
     *
     * @throws IOException where there is not so much; it then holds what it held
     */
    void hold(long bytes) throws IOException;
}
