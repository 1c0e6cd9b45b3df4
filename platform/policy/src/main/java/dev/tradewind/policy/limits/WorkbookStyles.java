package dev.tradewind.policy.limits;

import dev.tradewind.policy.limits.WorkbookParts.BadWorkbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** What a cell's format makes of its number: a date or a percentage. ECMA-376 part 1, 18.8.30. */
final class WorkbookStyles {
    private static final int FIRST_OWN = 164;

    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> formats = new ArrayList<>();

    static WorkbookStyles read(byte[] part) throws BadWorkbook {
        WorkbookStyles styles = new WorkbookStyles();
        boolean[] inCells = {false};
        WorkbookXml.read(part, new WorkbookXml.Listener() {
            @Override
            public void start(String name, XMLStreamReader xml) {
                if (name.equals("numFmt")) {
                    styles.codes.put(WorkbookXml.number(xml, "numFmtId", 0), WorkbookXml.text(xml, "formatCode"));
                } else if (name.equals("cellXfs")) {
                    inCells[0] = true;
                } else if (name.equals("xf") && inCells[0]) {
                    styles.formats.add(WorkbookXml.number(xml, "numFmtId", 0));
                }
            }

            @Override
            public void end(String name, String text) {
                inCells[0] &= !name.equals("cellXfs");
            }
        });
        return styles;
    }

    private int format(int style) {
        return style >= 0 && style < formats.size() ? formats.get(style) : 0;
    }

    boolean isPercent(int style) {
        int format = format(style);
        return format == 9 || format == 10 || plain(format).indexOf('%') >= 0;
    }

    boolean isDate(int style) {
        int format = format(style);
        boolean builtIn = (format >= 14 && format <= 22) || (format >= 27 && format <= 36)
                || (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
        return builtIn || (format >= FIRST_OWN && plain(format).matches(".*[ymdhsYMDHS].*"));
    }

    /** The format without what it shows as it is: texts in quotes, colours and conditions in brackets. */
    private String plain(int format) {
        return codes.getOrDefault(format, "")
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\\\.", "")
                .replaceAll("\\[[^\\]]*\\]", "")
                .replace("General", "");
    }
}
