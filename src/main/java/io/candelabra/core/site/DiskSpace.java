package io.candelabra.core.site;

/** How much room the disk has for what is stored. */
public enum DiskSpace {
    /** For everything. */
    PLENTY,
    /** Little, or only the reserve: for moving devices, for settings and for people; not for the record. */
    SHORT,
    /** None, not even in reserve: the store can only be read. */
    NONE
}
