package dev.tradewind.simulation.matching;

/** Chains numbers into one; the finaliser is that of MurmurHash3 by Austin Appleby (public domain). */
final class StateHash {
    static final long SEED = 0x5851F42D4C957F2DL;

    private StateHash() {}

    static long mix(long hash, long value) {
        long mixed = Long.rotateLeft(hash, 23) * 0x9E3779B97F4A7C15L ^ value;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
