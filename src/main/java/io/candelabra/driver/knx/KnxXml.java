package io.candelabra.driver.knx;

import io.candelabra.driver.api.BadDocument;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the group addresses of a project of the planning tool, with the functions that they belong to, the rooms of these, and the datapoint types; and those of
 * the tool's export of group addresses alone, which has the same elements.
 */
final class KnxXml {
    private static final int MOST_REFERENCES = 200_000;

    private record Told(KnxAddress address, String name, String range, KnxDatapoint datapoint, boolean sealed) {}

    private record Part(String device, String area, String role) {}

    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Set<KnxAddress> taken = new HashSet<>();
    private final Map<String, Part> parts = new HashMap<>();
    /** Types that stand at the objects of devices which an address links. */
    private final Map<String, KnxDatapoint> linked = new HashMap<>();

    private final Set<String> devices = new HashSet<>();
    /** The number that the next function of a name gets. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final Deque<String> spaces = new ArrayDeque<>();
    private final Deque<String> ranges = new ArrayDeque<>();
    private String function = "";
    private KnxDatapoint object = KnxDatapoint.UNKNOWN;

    private KnxXml() {}

    /** @throws BadDocument where it is no such document, or tells too much */
    static KnxTable read(Reader in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // depth, names and attributes the JDK bounds by itself; a document that names another one, or defines words of
        // its own, is none of the tool's
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // the JDK counts each &amp; of a name as an entity, and a large plan has many; others cannot be defined
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        KnxXml xml = new KnxXml();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            try {
                xml.walk(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            throw new BadDocument("cannot be read as XML" + (line > 0 ? ", at line " + line : ""));
        }
        return xml.table();
    }

    private void walk(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new BadDocument("defines a document type, which no project does");
                case XMLStreamConstants.START_ELEMENT -> begins(reader);
                case XMLStreamConstants.END_ELEMENT -> ends(reader.getLocalName());
                default -> {}
            }
        }
    }

    private void begins(XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "Space", "BuildingPart" -> spaces.push(attribute(reader, "Name"));
            case "Function" -> function = device(attribute(reader, "Name"));
            case "GroupAddressRef" -> reference(reader);
            case "GroupRange" -> ranges.push(attribute(reader, "Name"));
            case "GroupAddress" -> address(reader);
            case "ComObjectInstanceRef" -> {
                object = datapoint(attribute(reader, "DatapointType"));
                links(reader.getAttributeValue(null, "Links"));
            }
            case "Send", "Receive" -> link(attribute(reader, "GroupAddressRefId"));
            default -> {}
        }
    }

    private void ends(String name) {
        switch (name) {
            case "Space", "BuildingPart" -> spaces.poll();
            case "Function" -> function = "";
            case "GroupRange" -> ranges.poll();
            case "ComObjectInstanceRef" -> object = KnxDatapoint.UNKNOWN;
            default -> {}
        }
    }

    private static String attribute(XMLStreamReader reader, String name) {
        @Nullable String value = reader.getAttributeValue(null, name);
        String clean = value == null ? "" : KnxTable.clean(value);
        return clean.length() <= KnxTable.LONGEST_NAME
                ? clean
                : clean.substring(0, KnxTable.LONGEST_NAME).strip();
    }

    /** Without the project before it, which some versions of the tool leave out. */
    private static String id(String reference) {
        return reference.substring(reference.lastIndexOf('_') + 1);
    }

    private static KnxDatapoint datapoint(String text) {
        return KnxDatapoint.parse(text).orElse(KnxDatapoint.UNKNOWN);
    }

    /** Two rooms may each have a function of one name. */
    private String device(String name) {
        String room = spaces.isEmpty() ? "" : spaces.peek();
        String base = name.isEmpty() ? (room.isEmpty() ? "Function" : room) : name;
        String free = base;
        if (!devices.add(free)) {
            free = room.isEmpty() ? base : base + " (" + room + ")";
            while (!devices.add(free)) {
                free = base + " " + numbers.merge(base, 2, (number, ignored) -> number + 1);
            }
        }
        return free;
    }

    private void reference(XMLStreamReader reader) {
        if (!function.isEmpty()) {
            bound(parts);
            parts.putIfAbsent(
                    id(attribute(reader, "RefId")),
                    new Part(function, spaces.isEmpty() ? "" : spaces.peek(), attribute(reader, "Role")));
        }
    }

    /** An object may link many addresses, so this is no name, and is not cut as one. */
    private void links(@Nullable String all) {
        for (String link : all == null ? new String[0] : all.split("\\s+")) {
            link(link);
        }
    }

    private void link(String reference) {
        if (!reference.isEmpty() && !object.equals(KnxDatapoint.UNKNOWN)) {
            bound(linked);
            linked.putIfAbsent(id(reference), object);
        }
    }

    private static void bound(Map<String, ?> references) {
        if (references.size() >= MOST_REFERENCES) {
            throw new BadDocument("has more than " + MOST_REFERENCES + " references");
        }
    }

    private void address(XMLStreamReader reader) {
        String text = attribute(reader, "Address");
        KnxAddress address = KnxAddress.parse(text)
                .orElseThrow(() -> new BadDocument(
                        "line " + reader.getLocation().getLineNumber() + ": \"" + text + "\" is no group address"));
        String type = attribute(reader, "DatapointType");
        Told one = new Told(
                address,
                attribute(reader, "Name"),
                String.join("\n", ranges),
                datapoint(type.isEmpty() ? attribute(reader, "DPTs") : type),
                attribute(reader, "Security").equalsIgnoreCase(KnxCsv.SEALED));
        String id = id(attribute(reader, "Id"));
        if (taken.add(address)) {
            told.put(id.isEmpty() ? address.toString() : id, one);
        }
        if (told.size() > KnxTable.MOST) {
            throw new BadDocument("has more than " + KnxTable.MOST + " group addresses");
        }
    }

    private KnxTable table() {
        if (told.isEmpty()) {
            throw new BadDocument("holds no group addresses");
        }
        return new KnxTable(told.entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue()))
                .sorted((one, other) -> one.address().compareTo(other.address()))
                .toList());
    }

    private KnxRow row(String id, Told one) {
        KnxDatapoint datapoint = one.datapoint().equals(KnxDatapoint.UNKNOWN)
                ? linked.getOrDefault(id, KnxDatapoint.UNKNOWN)
                : one.datapoint();
        Part part = parts.getOrDefault(id, new Part("", "", ""));
        Optional<KnxRole> named = KnxRole.named(part.role());
        if (named.isPresent() && datapoint.equals(KnxDatapoint.UNKNOWN)) {
            datapoint = named.get().usual().orElse(datapoint);
        }
        KnxDatapoint known = datapoint;
        Optional<KnxRole> role =
                named.filter(fitting -> fitting.fits(known)).or(() -> KnxWords.ofRange(one.name(), one.range(), known));
        boolean status = role.filter(KnxRole::isStatus).isPresent()
                || role.isEmpty() && KnxWords.isToldByRange(one.name(), one.range(), known);
        return new KnxRow(
                one.address(),
                one.name().isEmpty() ? one.address().toString() : one.name(),
                known,
                role.map(KnxRole::word).orElse(""),
                part.device(),
                part.area(),
                !one.sealed(),
                !one.sealed() && !status,
                one.address());
    }
}
