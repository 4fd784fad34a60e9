package io.candelabra.training;

import java.io.IOException;

/** One client of a training run, on connections of its own. */
interface TrainingClient extends AutoCloseable {
    /**
     * Some requests, each sent when the one before it was answered.
     *
     * @param number of the turn, from 0
     * @return how many requests were answered
     * @throws IOException where the server is gone, or does not do what was asked for
     */
    int turn(int number) throws IOException;

    @Override
    void close() throws IOException;
}
