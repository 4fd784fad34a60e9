package io.candelabra.driver.api;

import io.candelabra.model.Resource.DriverDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of driver, as it is declared: all that the rest of the server knows of it.
 *
 * @param name by which gateways name it, small letters, digits and dashes, such as {@code simulator}
 * @param about one sentence on what it speaks to
 * @param settings what a gateway of this kind can be told
 * @param simulated whether there is no real thing behind its gateways, and the driver alone plays it
 * @param factory makes one for a gateway
 */
public record DriverKind(
        String name, String about, List<SettingType> settings, boolean simulated, DriverFactory factory) {
    public DriverKind {
        settings = List.copyOf(settings);
        Set<String> names = new HashSet<>();
        for (SettingType setting : settings) {
            if (!names.add(setting.name())) {
                throw new IllegalArgumentException("two settings of " + name + " are called " + setting.name());
            }
        }
    }

    /** A kind that speaks to real things. */
    public DriverKind(String name, String about, List<SettingType> settings, DriverFactory factory) {
        this(name, about, settings, false, factory);
    }

    /** A kind without settings that plays what it speaks to. */
    public static DriverKind simulated(String name, String about, DriverFactory factory) {
        return new DriverKind(name, about, List.of(), true, factory);
    }

    /**
     * The fault of a setting.
     *
     * @param why the end of a sentence that begins with the setting's name; without its value
     */
    public record Fault(String setting, String why) {}

    public Optional<SettingType> setting(String setting) {
        return settings.stream().filter(type -> type.name().equals(setting)).findFirst();
    }

    /**
     * The first fault of settings that are given; empty where they are right as far as they go. One may be missing.
     *
     * @param plain values by name
     * @param secret names of those whose values are sealed
     * @param documents texts by name, as their reading made them
     */
    public Optional<Fault> faultOfGiven(Map<String, String> plain, Set<String> secret, Map<String, String> documents) {
        for (Map.Entry<String, String> one : plain.entrySet()) {
            Optional<SettingType> type = setting(one.getKey());
            Optional<String> why = type.isEmpty()
                    ? Optional.of(unknown())
                    : type.get().secret()
                            ? Optional.of("is secret, and has to come as one")
                            : isDocument(type.get())
                                    ? Optional.of("is a document: hand its file in")
                                    : type.get().fault(one.getValue());
            if (why.isPresent()) {
                return why.map(end -> new Fault(one.getKey(), end));
            }
        }
        for (String one : secret) {
            Optional<SettingType> type = setting(one);
            if (type.filter(SettingType::secret).isEmpty()) {
                return Optional.of(new Fault(one, type.isEmpty() ? unknown() : "is no secret"));
            }
        }
        for (Map.Entry<String, String> one : documents.entrySet()) {
            Optional<SettingType> type = setting(one.getKey());
            if (type.filter(DriverKind::isDocument).isEmpty()) {
                return Optional.of(new Fault(one.getKey(), type.isEmpty() ? unknown() : "is no document"));
            }
            if (one.getValue().length() > DriverDocument.LONGEST) {
                return Optional.of(
                        new Fault(one.getKey(), "holds more than " + DriverDocument.LONGEST + " characters of use"));
            }
        }
        return Optional.empty();
    }

    private static boolean isDocument(SettingType type) {
        return type.form() instanceof SettingType.Form.Document;
    }

    /**
     * Why a gateway cannot be served with the settings that are stored; empty where it can. A setting that an older
     * declaration stored may be unknown to this one, or in clear where it is secret by now.
     */
    public Optional<Fault> faultOfStored(Map<String, String> plain, Set<String> sealed) {
        for (SettingType type : settings) {
            String value = plain.get(type.name());
            boolean there = value != null || type.secret() && sealed.contains(type.name());
            if (!there && type.required()) {
                return Optional.of(new Fault(type.name(), "is needed"));
            }
            Optional<String> why = value == null ? Optional.empty() : type.fault(value);
            if (why.isPresent()) {
                return why.map(end -> new Fault(type.name(), end));
            }
        }
        return Optional.empty();
    }

    private String unknown() {
        return settings.isEmpty()
                ? "is no setting of " + name + ", which has none"
                : "is no setting of " + name + "; it has "
                        + settings.stream().map(SettingType::name).collect(Collectors.joining(", "));
    }
}
