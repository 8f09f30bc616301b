package io.longwire.ws.conformance.configuration;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of a {@code reference.conf}. Its comment ends in facts, for example {@code Unit: bytes / Range: 64 to 1 MiB / On breach:
 * 414 / Reload: new-connections}; what a key does not have is "".
 *
 * @param meaning the sentences before the facts
 * @param standard the default
 * @param line of the file
 * @param environment the variable that the line below names
 */
public record Key(
        String path, String standard, int line, String environment, String meaning, Map<String, String> facts) {
    static final List<String> FACTS = List.of("Unit", "Range", "On breach", "Reload", "Secret");
    static final List<String> RELOADS = List.of("new-connections", "restart");
    /** They read their settings when they are made. */
    static final Pattern PARTS = Pattern.compile("ws\\.(plugins|transports|extensions)\\..*");

    private static final Pattern VARIABLE = Pattern.compile("= \\$\\{\\?(\\w+)}");

    static Key of(String path, ConfigValue value, List<String> file) {
        List<String> comment =
                value.origin().comments().stream().map(String::strip).toList();
        int line = value.origin().lineNumber();
        int facts = 0;
        while (facts < comment.size() && !comment.get(facts).matches("(Unit|Range|Reload): .*")) {
            facts++;
        }
        return new Key(
                path,
                text(value),
                line,
                line < file.size() ? variable(file.get(line)) : "",
                String.join(" ", comment.subList(0, facts)),
                facts(String.join(" ", comment.subList(facts, comment.size()))));
    }

    private static Map<String, String> facts(String line) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String fact : line.isEmpty() ? new String[0] : line.split(" / ")) {
            int colon = fact.indexOf(": ");
            facts.put(colon < 0 ? fact : fact.substring(0, colon), colon < 0 ? "yes" : fact.substring(colon + 2));
        }
        return facts;
    }

    private static String variable(String line) {
        Matcher matcher = VARIABLE.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** As it stands in the file; strings without quotes. */
    private static String text(ConfigValue value) {
        Object plain = value.unwrapped();
        return plain instanceof String text ? text : value.render(ConfigRenderOptions.concise());
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** What is wrong with the comment. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!meaning.endsWith(".")) {
            faults.add("no sentence");
        }
        if (fact("Range").isEmpty()) {
            faults.add("no range");
        }
        if (!RELOADS.contains(fact("Reload"))) {
            faults.add("no reload class of " + RELOADS);
        }
        if (PARTS.matcher(path).matches() && !fact("Reload").equals("restart")) {
            faults.add("a reload, which only the engine's own keys have");
        }
        if (!FACTS.stream().filter(facts::containsKey).toList().equals(List.copyOf(facts.keySet()))) {
            faults.add("facts that are not " + FACTS + ", in this order");
        }
        return faults;
    }
}
