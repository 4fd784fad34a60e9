package io.candelabra.dialect.lutron.leap;

import io.candelabra.model.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A remote with its buttons. The first button's number is the device's; the others follow.
 *
 * @param names what is engraved, from the first button on
 */
record Remote(int device, int firstButton, Device of, List<String> names) {
    private static final int MOST_BUTTONS = 25;

    /** One button; {@code index} counts from 0. */
    record Button(Remote remote, int index) {
        int id() {
            return remote.firstButton() + index;
        }

        String href() {
            return "/button/" + id();
        }

        /** As the device counts: from 1. */
        int number() {
            return index + 1;
        }
    }

    String groupHref() {
        return "/buttongroup/" + device;
    }

    List<Button> buttons() {
        List<Button> buttons = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            buttons.add(new Button(this, i));
        }
        return buttons;
    }

    static List<Remote> all(Installation now) {
        return now.devicesWith(Installation.BUTTON).stream().map(Remote::of).toList();
    }

    static Optional<Remote> find(Installation now, int device) {
        return now.device(Installation.DEVICE, device)
                .filter(found -> found.ids().containsKey(Installation.BUTTON))
                .map(Remote::of);
    }

    static Optional<Button> button(Installation now, int id) {
        return all(now).stream()
                .flatMap(remote -> remote.buttons().stream())
                .filter(button -> button.id() == id)
                .findFirst();
    }

    static Remote of(Device device) {
        List<String> names = new ArrayList<>();
        Object said = Licences.notes(device.vendor().getOrDefault(Installation.VENDOR, ""))
                .get("buttons");
        if (said instanceof List<?> list) {
            list.stream().limit(MOST_BUTTONS).map(String::valueOf).forEach(names::add);
        } else {
            names.add("Button 1");
        }
        return new Remote(
                Installation.number(device, Installation.DEVICE),
                Installation.number(device, Installation.BUTTON),
                device,
                names);
    }
}
