package io.candelabra.core.lane;

import io.candelabra.model.Job;
import io.candelabra.model.Step;

/** The work that a driver is being given, and can fall at. */
sealed interface WorkInHand {
    record OfStep(Step step) implements WorkInHand {}

    record OfJob(Job job) implements WorkInHand {}
}
