package io.candelabra.wire.out;

import java.util.List;
import java.util.stream.Stream;

/** Addresses that nothing may be sent to, in the ways in which people write them to get past a check. */
public final class AddressCorpus {
    /** This machine itself. */
    static final List<String> OWN = List.of(
            "https://127.0.0.1/",
            "https://127.1/",
            "https://127.000.000.001/",
            "https://2130706433/",
            "https://localhost/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://127.255.255.254/",
            "https://127.0.0.1:22/",
            "https://LOCALHOST/",
            "https://[0:0:0:0:0:0:0:1]/",
            "https://[::ffff:7f00:1]/");

    /** Needs somebody who knows the names. */
    static final List<String> NAMES = List.of(
            "https://private.example/",
            "https://metadata.example/",
            "https://both.example/",
            "https://nowhere.example/",
            "http://public.example/",
            "ftp://public.example/",
            "gopher://public.example/",
            "jar:https://public.example/!/",
            "https://user:password@public.example/",
            "https://public.example@127.0.0.1/",
            "https://public.example:0/",
            "https://public.example:70000/",
            "//public.example/",
            "public.example",
            "https://public.example/a b",
            "https://public.example/\r\nHost: x",
            "https://public.example\\@10.0.0.1/",
            "ws://public.example/");

    /** Private and special nets, metadata, other schemes, and what is no address. */
    static final List<String> OTHERS = List.of(
            "https://0/",
            "https://0.0.0.0/",
            "https://[::]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[::ffff:a00:1]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[64:ff9b::a00:1]/",
            "https://[64:ff9b:1::1]/",
            "https://[2002:7f00:1::]/",
            "https://[2002:a00:1::]/",
            "https://[2001:0:4136:e378::1]/",
            "https://[fe80::1]/",
            "https://[fec0::1]/",
            "https://[fc00::1]/",
            "https://[fd12:3456::1]/",
            "https://[ff02::1]/",
            "https://[100::1]/",
            "https://[2001:db8::1]/",
            "https://10.0.0.1/",
            "https://10.255.255.255/",
            "https://172.16.0.1/",
            "https://172.31.255.255/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://198.18.0.1/",
            "https://198.51.100.1/",
            "https://203.0.113.1/",
            "https://224.0.0.1/",
            "https://240.0.0.1/",
            "https://255.255.255.255/",
            "file:///etc/passwd",
            "https:///path",
            "https://",
            "not a url",
            "https://[::1",
            "https://[fe80::1%25lo]/",
            "",
            "https://0x7f000001/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://0xa9fea9fe/",
            "https://0251.0376.0251.0376/",
            "https://2852039166/",
            "https://10.1/",
            "https://[::ffff:a9fe:a9fe]/",
            "https://[::ffff:169.254.169.254]/",
            "https://[64:ff9b::a9fe:a9fe]/",
            "https://[64:ff9b::169.254.169.254]/",
            "https://[2002:a9fe:a9fe::]/",
            "https://[fd00:ec2::254]/latest/meta-data",
            "https://168.63.129.16.0/",
            "https://100.100.100.200/latest/meta-data",
            "https://192.0.0.192/opc/v2/",
            "https://[::10.0.0.1]/",
            "https://[ff05::1]/",
            "https://[fe80::1%25eth0]/",
            "https://10.0.0.1:443@[fd00::1]/",
            "https://①⑩.0.0.1/",
            "https://10。0。0。1/",
            "ldap://10.0.0.1/",
            "dict://10.0.0.1:11211/",
            "data:text/plain,x",
            "javascript:alert(1)",
            "HTTPS://10.0.0.1",
            "https:10.0.0.1",
            "https:/10.0.0.1/",
            "https://10.0.0.1#@public/",
            "https://10.0.0.1\\@public/",
            "http://[fd00::1]/",
            "http://93.184.216.34/");

    private AddressCorpus() {}

    static Stream<String> all() {
        return Stream.of(OWN, NAMES, OTHERS).flatMap(List::stream);
    }

    /**
     * The addresses that are refused as well where this machine itself may be sent to, without asking anybody for a
     * name.
     */
    public static List<String> refusedEverywhere() {
        return OTHERS;
    }
}
