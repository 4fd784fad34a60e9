package io.candelabra.driver.simulator.field;

/** Chance that is a function of its place: the same question has the same answer at any time, in any order. */
public final class Noise {
    private Noise() {}

    /** A number from 0 to 1 for two keys; neighbouring keys have nothing in common. */
    public static double point(long seed, long key) {
        long mixed = seed * 0x9E3779B97F4A7C15L + key * 0xC2B2AE3D27D4EB4FL + 0x165667B19E3779F9L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** A number from 0 to 1 that changes smoothly with x, and has forgotten itself after a step or two of 1. */
    public static double wave(long seed, double x) {
        long cell = (long) Math.floor(x);
        double within = x - cell;
        double blend = within * within * (3 - 2 * within);
        return point(seed, cell) * (1 - blend) + point(seed, cell + 1) * blend;
    }
}
