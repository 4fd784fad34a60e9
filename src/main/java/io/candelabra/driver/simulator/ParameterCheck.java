package io.candelabra.driver.simulator;

import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Set;

/** Whether a device would take the parameters of a command. Numbers may come as text. */
final class ParameterCheck {
    /** Motors also take the name of a remembered position for a number. */
    private static final Set<String> POSITIONS = Set.of("my", "memorized1", "memorized2", "memorized3", "secured");

    private ParameterCheck() {}

    static boolean takes(CommandType command, List<Value> given) {
        if (given.size() < command.required()
                || given.size() > command.parameters().size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!takes(command.parameters().get(i), given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean takes(Parameter parameter, Value given) {
        if (given.equals(Value.NOTHING)) {
            return parameter.optional();
        }
        if (parameter.values().contains(given.asText())) {
            return true;
        }
        boolean ranged = !Double.isNaN(parameter.min()) || !Double.isNaN(parameter.max());
        boolean wantsNumber = parameter.kind() == State.Kind.INTEGER || parameter.kind() == State.Kind.FLOAT || ranged;
        if (wantsNumber) {
            double number = given.asNumber();
            return Double.isNaN(number)
                    ? POSITIONS.contains(given.asText())
                    : !(number < parameter.min()) && !(number > parameter.max());
        }
        return parameter.values().isEmpty();
    }
}
