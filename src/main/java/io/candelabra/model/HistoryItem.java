package io.candelabra.model;

import java.util.List;

/** An item of the past, kept for people to read beyond the log's life. */
public sealed interface HistoryItem {
    /** Under which it can be asked for; unique among items of its record in the site. */
    String id();

    /** Site time, ms since 1970, by which it is found. */
    long atMs();

    /** The kinds that people may erase: executions and events of devices. Visits and notifications stay. */
    List<Class<? extends HistoryItem>> ERASABLE = List.of(EndedExecution.class, DeviceEvent.class, EndedJob.class);

    /** Whether people may erase it. */
    default boolean isErasable() {
        return ERASABLE.contains(getClass());
    }

    /** An execution that ended, with how each step ended. */
    @Stored("endedExecution")
    record EndedExecution(Execution execution, List<Step> steps) implements HistoryItem {
        public EndedExecution {
            steps = List.copyOf(steps);
        }

        @Override
        public String id() {
            return execution.id().value();
        }

        @Override
        public long atMs() {
            return execution.startedMs();
        }
    }

    /** A fault or a warning of a device. */
    @Stored("deviceEvent")
    record DeviceEvent(String id, long atMs, DeviceId device, String kind, String detail, boolean fault)
            implements HistoryItem {}

    /** Long work that ended: its cause, its gateways and its result. */
    @Stored("endedJob")
    record EndedJob(Job job) implements HistoryItem {
        @Override
        public String id() {
            return job.id();
        }

        @Override
        public long atMs() {
            return job.startedMs();
        }
    }

    /** Something that people were told. */
    @Stored("notification")
    record Notification(String id, long atMs, String originator, String level, String text) implements HistoryItem {}

    /** A log-in. */
    @Stored("visit")
    record Visit(String id, long atMs, String account, String dialect, String address) implements HistoryItem {}
}
