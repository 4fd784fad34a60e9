package io.candelabra.wire.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records and sealed interfaces in all the shapes that are written and read. */
final class Sample {

    private Sample() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "not this";
            }
        }
    }

    record Command(String name, List<Object> parameters) {}

    record Action(String deviceURL, List<Command> commands) {}

    record Group(String label, List<Action> actions) {}

    record Mixed(
            int small,
            long large,
            double real,
            boolean yes,
            @Nullable String text,
            @Nullable Integer boxed,
            Colour colour,
            Optional<String> perhaps,
            Map<String, Object> free,
            List<Integer> numbers) {

        /** Not a component, so never written. */
        public boolean isSmall() {
            return small < 10;
        }

        public String getName() {
            return "never";
        }
    }

    record Kept(String name, RawJson definition) {}

    record Percent(int value) {
        Percent {
            if (value < 0 || value > 100) {
                throw new IllegalArgumentException("a percentage is 0 to 100");
            }
        }
    }

    sealed interface Event permits Moved, Job, Note {}

    record Moved(String device, double position, @Nullable Event because) implements Event {}

    record Note(String text) implements Event {}

    sealed interface Job extends Event permits JobStarted, JobEnded, Nothing {}

    record JobStarted(long id, Map<String, Value> values) implements Job {}

    record JobEnded(long id, List<Value> values, Optional<Value> best) implements Job {}

    record Nothing() implements Job {}

    sealed interface Value {
        record Number(double amount) implements Value {}

        record Whole(long count) implements Value {}

        record Text(@Nullable String text) implements Value {}

        enum Flag implements Value {
            ON,
            OFF
        }
    }

    record Holder(Moved concrete, Event any, List<Event> all, Map<Colour, Event> byColour) {}

    record Either<T>(T value) {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Box(double width, double height) implements Shape {}

    record Drawing(List<Shape> shapes) {}
}
