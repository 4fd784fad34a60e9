package io.candelabra.core.lane;

import io.candelabra.model.Job;
import io.candelabra.model.Step;

/** The work that a driver is being given, and can fall at. */
sealed interface Given {
    record AStep(Step step) implements Given {}

    record AJob(Job job) implements Given {}
}
