package io.candelabra.driver.knx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.api.BadDocument;
import io.candelabra.driver.api.CannotServe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plans that people hand in, and what is wrong with them. */
class KnxDocumentTest {
    private static final String PLAN = """
            <?xml version="1.0" encoding="utf-8"?>
            <KNX xmlns="http://knx.org/xml/project/20"><Project Id="P-0001"><Installations><Installation Name="">
             <Topology><Area><Line><DeviceInstance Id="P-0001-0_DI-1"><ComObjectInstanceRefs>
               <ComObjectInstanceRef RefId="O-1" DatapointType="DPST-9-4" Links="GA-9 GA-10"/>
               <ComObjectInstanceRef RefId="O-2" DatapointType="DPST-1-18"><Connectors>
                 <Send GroupAddressRefId="P-0001-0_GA-11"/></Connectors></ComObjectInstanceRef>
             </ComObjectInstanceRefs></DeviceInstance></Line></Area></Topology>
             <Locations><Space Type="Building" Name="House">
               <Space Type="Room" Name="Kitchen">
                 <Function Id="P-0001-0_F-1" Name="Ceiling" Type="FT-6">
                   <GroupAddressRef RefId="P-0001-0_GA-1" Role="SwitchOnOff"/>
                   <GroupAddressRef RefId="P-0001-0_GA-2" Role="InfoOnOff"/>
                   <GroupAddressRef RefId="P-0001-0_GA-3" Role="DimmingValue"/>
                   <GroupAddressRef RefId="P-0001-0_GA-4" Role="InfoDimmingValue"/>
                 </Function>
               </Space>
               <Space Type="Room" Name="Hall">
                 <Function Id="P-0001-0_F-2" Name="Ceiling" Type="FT-1">
                   <GroupAddressRef RefId="GA-5" Role="SwitchOnOff"/>
                 </Function>
                 <Function Id="P-0001-0_F-3" Name="Window" Type="FT-7">
                   <GroupAddressRef RefId="GA-6" Role="MoveUpDown"/>
                   <GroupAddressRef RefId="GA-7" Role="StopStepUpDown"/>
                   <GroupAddressRef RefId="GA-8" Role="CurrentAbsolutePositionBlindsPercentage"/>
                 </Function>
               </Space></Space></Locations>
             <GroupAddresses><GroupRanges><GroupRange Name="All">
               <GroupRange Name="Commands">
                 <GroupAddress Id="P-0001-0_GA-1" Address="2049" Name="a" DatapointType="DPST-1-1"/>
                 <GroupAddress Id="P-0001-0_GA-2" Address="2050" Name="b" DatapointType="DPST-1-1"/>
                 <GroupAddress Id="P-0001-0_GA-3" Address="2051" Name="c" DatapointType="DPST-5-1"/>
                 <GroupAddress Id="P-0001-0_GA-4" Address="2052" Name="d"/>
                 <GroupAddress Id="P-0001-0_GA-5" Address="2053" Name="e" DatapointType="DPST-1-1"/>
                 <GroupAddress Id="P-0001-0_GA-6" Address="2054" Name="f" DatapointType="DPST-1-8"/>
                 <GroupAddress Id="P-0001-0_GA-7" Address="2055" Name="g" DatapointType="DPST-1-7"/>
                 <GroupAddress Id="P-0001-0_GA-8" Address="2056" Name="h" DatapointType="DPST-5-1"/>
                 <GroupAddress Id="P-0001-0_GA-9" Address="2057" Name="Outside"/>
                 <GroupAddress Id="P-0001-0_GA-11" Address="2059" Name="Stairs"/>
                 <GroupAddress Id="P-0001-0_GA-12" Address="2060" Name="Desk lamp" DatapointType="DPST-1-1"/>
               </GroupRange>
               <GroupRange Name="Feedback">
                 <GroupAddress Id="P-0001-0_GA-13" Address="2061" Name="Desk lamp" DatapointType="DPST-1-1"/>
               </GroupRange></GroupRange></GroupRanges></GroupAddresses>
            </Installation></Installations></Project></KNX>
            """;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<KnxRow> rows(byte[] file) {
        String text = KnxDocument.read(file);
        List<KnxRow> rows = KnxTable.stored(text).rows();
        assertThat(new KnxTable(rows).text())
                .as("what is stored is read as it was")
                .isEqualTo(text);
        assertThat(rows)
                .as("nothing is left to be guessed at each start")
                .noneMatch(row -> row.function().isEmpty() || row.device().isEmpty());
        return rows;
    }

    private static String fault(byte[] file) {
        return catchThrowableOfType(BadDocument.class, () -> KnxDocument.read(file))
                .why();
    }

    @Test
    void aTableIsReadWhateverStandsBetweenItsFields() {
        for (String separator : List.of(";", ",", "\t")) {
            String table = "\uFEFFaddress;name;dpt;function;device;area;flags\r\n"
                    + "1/2/3;\"Lamp \"\"A\"\"; x\";1.001;switch;Lamp;Hall;rw\r\n\r\n2/99;;9.001;;;;r\n700;Seven;;;;;\n";
            List<KnxRow> rows =
                    rows(utf8(table.replace("; x", "|").replace(";", separator).replace("|", "; x")));
            assertThat(rows).extracting(row -> row.address().toString()).containsExactly("0/2/188", "1/2/3", "2/0/99");
            assertThat(rows.get(1).name()).isEqualTo("Lamp \"A\"; x");
            assertThat(rows.get(1).device()).isEqualTo("Lamp");
            assertThat(rows.get(2).name()).as("one without a name").isEqualTo("2/0/99");
            assertThat(rows.get(2).write()).isFalse();
            assertThat(rows.get(0).datapoint()).isEqualTo(KnxDatapoint.UNKNOWN);
        }
    }

    @Test
    void theExportsOfThePlanningToolAreRead() {
        String csv =
                "\"Group name\";\"Address\";\"Central\";\"Unfiltered\";\"Description\";\"DatapointType\";\"Security\"\n"
                        + "\"Licht\";\"1/-/-\";\"\";\"\";\"\";\"\";\"Auto\"\n"
                        + "\"K\u00FCche Licht\";\"1/0/1\";\"\";\"\";\"\";\"DPST-1-1\";\"Auto\"\n";
        List<KnxRow> rows = rows(csv.getBytes(Charset.forName("windows-1252")));
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("K\u00FCche Licht");
            assertThat(row.datapoint()).isEqualTo(new KnxDatapoint(1, 1));
        });
        assertThat(rows(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(rows);
        String xml = "<GroupAddress-Export xmlns=\"http://knx.org/xml/ga-export/01\"><GroupRange Name=\"a\">"
                + "<GroupAddress Name=\"Lamp\" Address=\"1/0/1\" DPTs=\"DPST-1-1\"/></GroupRange></GroupAddress-Export>";
        assertThat(rows(utf8(xml))).singleElement().satisfies(row -> assertThat(row.name())
                .isEqualTo("Lamp"));
    }

    @Test
    void aProjectTellsDevicesRoomsAndTypes() {
        byte[] project = zip(Map.of("knx_master.xml", utf8("<KNX/>"), "P-0001/0.xml", utf8(PLAN)));
        List<KnxRow> rows = rows(project);
        assertThat(rows)
                .extracting(KnxRow::function)
                .startsWith(
                        "switch",
                        "switch-status",
                        "level",
                        "level-status",
                        "switch",
                        "up-down",
                        "stop",
                        "position-status");
        assertThat(rows)
                .extracting(KnxRow::device)
                .startsWith("Ceiling", "Ceiling", "Ceiling", "Ceiling", "Ceiling (Hall)", "Window");
        assertThat(rows.get(0).area()).isEqualTo("Kitchen");
        assertThat(rows.get(3).datapoint()).as("its role says it").isEqualTo(new KnxDatapoint(5, 1));
        assertThat(rows.get(8).datapoint())
                .as("the object that it links says it")
                .isEqualTo(new KnxDatapoint(9, 4));
        assertThat(rows.get(9).datapoint()).isEqualTo(new KnxDatapoint(1, 18));
        assertThat(rows.get(11).function()).as("the range says it").isEqualTo("switch-status");
        KnxPlan plan = KnxPlan.of(new KnxTable(rows), HandLane.GATEWAY, Set.of());
        assertThat(plan.members().values())
                .extracting(
                        member -> member.told().label() + ": " + member.rows().keySet())
                .containsExactlyInAnyOrder(
                        "Ceiling: [SWITCH, LEVEL, SWITCH_STATUS, LEVEL_STATUS]",
                        "Ceiling (Hall): [SWITCH]",
                        "Window: [UP_DOWN, STOP, POSITION_STATUS]",
                        "Outside: [ILLUMINANCE]",
                        "Stairs: [PRESENCE]",
                        "Desk lamp: [SWITCH, SWITCH_STATUS]");
    }

    /** A command that no device believes would be told as done. */
    @Test
    void whatDevicesSealAmongThemselvesIsNeitherAskedNorWritten() {
        List<KnxRow> table = rows(
                utf8("Address;Group name;DatapointType;Security\n1/0/1;Door;DPST-1-1;On\n1/0/2;Lamp;DPST-1-1;Auto"));
        List<KnxRow> project = rows(utf8("<KNX><GroupAddress Address=\"2049\" Name=\"Door\" DatapointType=\"DPST-1-1\""
                + " Security=\"On\"/><GroupAddress Address=\"2050\" Name=\"Lamp\" DatapointType=\"DPST-1-1\"/></KNX>"));
        for (List<KnxRow> rows : List.of(table, project)) {
            assertThat(rows).extracting(KnxRow::read).containsExactly(false, true);
            assertThat(rows).extracting(KnxRow::write).containsExactly(false, true);
            KnxPlan plan = KnxPlan.of(new KnxTable(rows), HandLane.GATEWAY, Set.of());
            assertThat(plan.members().values())
                    .filteredOn(member -> member.type().writings().isEmpty())
                    .extracting(member -> member.told().label())
                    .containsExactly("Door");
        }
    }

    @Test
    void aLargeProjectIsRead() {
        StringBuilder plan = new StringBuilder("<KNX>");
        for (int i = 1; i <= 8_000; i++) {
            plan.append("<GroupAddress Id=\"P-0001-0_GA-")
                    .append(i)
                    .append("\" Address=\"")
                    .append(i);
            plan.append("\" Name=\"Light ").append(i).append(" &amp; &quot;more&quot; &lt;".repeat(5));
            plan.append("\" DatapointType=\"DPST-1-1\"/>\n");
        }
        List<KnxRow> rows =
                rows(zip(Map.of("P-0001/0.xml", utf8(plan.append("</KNX>").toString()))));
        assertThat(rows).hasSize(8_000);
        assertThat(rows.getFirst().name()).startsWith("Light 1 & \"more\" < &");
    }

    @Test
    void aProjectWithAPasswordIsToldInWords() {
        byte[] project = zip(Map.of("knx_master.xml", utf8("<KNX/>"), "P-0001.zip", utf8("sealed")));
        assertThat(fault(project)).isEqualTo("is protected by a password: export the project once more without one");
    }

    @Test
    void archivesAndDocumentsThatAreNoneAreRefused() {
        assertThat(fault(zip(Map.of("a", utf8("b"))))).contains("no project of ETS");
        byte[] project = zip(Map.of("P-0001/0.xml", utf8(PLAN)));
        assertThat(fault(Arrays.copyOf(project, project.length / 2))).containsAnyOf("damaged", "cannot be read as XML");
        assertThat(fault(zip(Map.of("P-0001/0.xml", utf8("<KNX><a>"))))).startsWith("cannot be read as XML");
        assertThat(fault(zip(Map.of("P-0001/0.xml", utf8("<KNX/>"))))).isEqualTo("holds no group addresses");
        assertThat(fault(utf8("<KNX><GroupAddress Address=\"99999\"/></KNX>"))).contains("no group address");
        assertThat(fault(utf8("<a>".repeat(120) + "</a>".repeat(120)))).startsWith("cannot be read as XML");
    }

    /** What a file may do to a reader that trusts it. */
    @Test
    void documentsThatAttackAreRefused() {
        String outside =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><KNX><GroupAddress Address=\"1\" Name=\"&x;\"/></KNX>";
        assertThat(fault(utf8(outside))).contains("document type");
        String bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><KNX>&b;</KNX>";
        assertThat(fault(utf8(bomb))).contains("document type");
        byte[] spaces = new byte[136 << 20];
        Arrays.fill(spaces, (byte) ' ');
        assertThat(fault(zip(Map.of("P-0001/0.xml", spaces)))).isEqualTo("unpacks to more than 128 MiB");
    }

    /** Bytes that anybody may hand in end in words, whatever they are. The seed is fixed. */
    @Test
    void whateverIsHandedInIsReadOrRefused() {
        Random chance = new Random(4_711);
        byte[] project = zip(Map.of("P-0001/0.xml", utf8(PLAN)));
        byte[] table = utf8("address;name;dpt;function;device;area;flags\n1/2/3;\"Lamp\";1.001;switch;Lamp;Hall;rw\n");
        for (int i = 0; i < 2_000; i++) {
            byte[] file = (i % 3 == 0 ? project : i % 3 == 1 ? table : utf8(PLAN)).clone();
            for (int j = 0; j <= chance.nextInt(6); j++) {
                file[chance.nextInt(file.length)] = (byte) chance.nextInt(256);
            }
            try {
                assertThat(KnxTable.stored(KnxDocument.read(file)).rows()).isNotEmpty();
            } catch (BadDocument told) {
                assertThat(told.why()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                         | holds nothing
                    name;dpt~Lamp;1.001                        | line 1: the first line names the columns, and has no address
                    address;name;colour~1/2/3;Lamp;red         | line 1: there is no column colour; there are address, area, device, dpt, flags, function, name, security
                    address;name;name~1/2/3;Lamp;x             | line 1: two columns are the name
                    address;name                               | has no line with a group address
                    address;name~~1/2/3;Lamp~1/8/3;Lamp        | line 4: "1/8/3" is no group address such as 1/2/3
                    address;name~0/0/0;Lamp                    | line 2: "0/0/0" is no group address such as 1/2/3
                    address;name~;Lamp                         | line 2: "" is no group address such as 1/2/3
                    address;name~1/2/3;Lamp~1/515;Lamp 2       | line 3: the address 1/2/3 stands in line 2 already
                    address;name;dpt~1/2/3;Lamp;bit            | line 2: "bit" is no datapoint type such as 1.001
                    address;name;function~1/2/3;Lamp;jump      | line 2: "jump" is no function; the guide lists them
                    address;name;dpt;function~1/2/3;Lamp;1.001;level | line 2: the function level has a datapoint type that begins with 5, and not 1.001
                    address;name;function~1/2/3;Lamp;scene     | line 2: the function scene has a datapoint type that begins with 17, 18, and none stands here
                    address;name;flags~1/2/3;Lamp;x            | line 2: the flags are r, w or rw
                    address;name~1/2/3;"Lamp                   | line 2: a quotation mark is not closed
                    """)
    void aFaultOfATableIsToldWithItsLine(String table, String why) {
        assertThat(fault(utf8(table == null ? "" : table.replace('~', '\n')))).isEqualTo(why);
    }

    @Test
    void tablesAreBounded() {
        assertThat(fault(utf8("address;name\n1/2/3;" + "x".repeat(151))))
                .isEqualTo("line 2: the name has more than 150 characters");
        assertThat(fault(utf8("address;name\n1/2/3;" + "x".repeat(10_001))))
                .isEqualTo("line 2: a field has more than 10000 characters");
        assertThat(fault(utf8("address;name\n" + "\n".repeat(50_001)))).isEqualTo("has more than 50000 lines");
        StringBuilder many = new StringBuilder("address;name\n");
        for (int i = 1; i <= KnxTable.MOST + 1; i++) {
            many.append(i).append(";x\n");
        }
        assertThat(fault(utf8(many.toString()))).isEqualTo("has 10001 group addresses; a gateway has at most 10000");
    }

    @Test
    void aStoredTableOfAnotherVersionIsToldInWords() {
        assertThatThrownBy(() -> KnxTable.stored("")).isInstanceOf(CannotServe.class);
        assertThatThrownBy(() -> KnxTable.stored("x\ty")).isInstanceOf(CannotServe.class);
    }
}
