package io.candelabra.dialect.lutron.leap.view;

/**
 * Ids that outlive renaming and moving: whole numbers below 2^31, as clients read them. An id is made of the thing's own
 * number, which is never given again, and of its kind, so that an area and a zone never share one.
 */
public enum PersistentId {
    AREA,
    ZONE;

    /** Room for more kinds than there are. */
    private static final int STRIDE = 10;

    private static final int FIRST = 1;

    /** The id of the thing of this kind that has a number. */
    public int of(int number) {
        return number * STRIDE + FIRST + ordinal();
    }

    /** The number of the thing of this kind that has an id; 0 where the id is another kind's. */
    public int number(int id) {
        return id % STRIDE == FIRST + ordinal() ? id / STRIDE : 0;
    }
}
