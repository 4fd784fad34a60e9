package io.candelabra.model;

/** Names an execution; a UUID in text form, made by the writer of the site. */
public record ExecutionId(String value) implements Comparable<ExecutionId> {
    public ExecutionId {
        if (value.isEmpty() || value.length() > 100) {
            throw new IllegalArgumentException("ExecutionId must have 1 to 100 characters");
        }
    }

    @Override
    public int compareTo(ExecutionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
