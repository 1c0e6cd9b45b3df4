package dev.tradewind.policy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.RuleProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Tables in workbooks that another program wrote, and what must not be in one. */
class WorkbookTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules", "limits");
    private static final String FILE = "limits/limits.xlsx";
    private static final String TEXT = csv();

    private static String csv() {
        try {
            // The columns that every table has.
            return Files.readAllLines(SHIPPED.resolve("limits.csv")).stream()
                            .map(line -> line.startsWith("#") ? line : firstOf(line))
                            .collect(Collectors.joining("\n", "", "\n"))
                    + "main,*,*,,,,,500000.5,unlimited,,,,,,\n*,sma-cross,BTCUSDT,2500,,,,,,,,,,,0.1\n";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String firstOf(String line) {
        return String.join(",", List.of(line.split(",")).subList(0, 15));
    }

    /** The text as a workbook, each number as a number, changed by a test. */
    private static byte[] workbook(String name, String text, Consumer<XSSFSheet> change) {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet(name);
            String[] lines = text.strip().split("\n");
            for (int r = 0; r < lines.length; r++) {
                Row row = sheet.createRow(r);
                String[] cells = lines[r].startsWith("#") ? new String[] {lines[r]} : lines[r].split(",", -1);
                for (int c = 0; c < cells.length; c++) {
                    if (cells[c].matches("[0-9.]+")) {
                        row.createCell(c).setCellValue(Double.parseDouble(cells[c]));
                    } else if (!cells[c].isEmpty()) {
                        row.createCell(c).setCellValue(cells[c]);
                    }
                }
            }
            change.accept(sheet);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Cell cell(XSSFSheet sheet, String reference) {
        org.apache.poi.ss.util.CellReference at = new org.apache.poi.ss.util.CellReference(reference);
        Row row = sheet.getRow(at.getRow());
        Cell cell = row.getCell(at.getCol());
        return cell == null ? row.createCell(at.getCol()) : cell;
    }

    private static List<String> problems(byte[] content) {
        List<RuleProblem> problems = new ArrayList<>();
        LimitsTable.parse(FILE, content, problems);
        return problems.stream().sorted().map(RuleProblem::toString).toList();
    }

    private static List<String> problems(Consumer<XSSFSheet> change) {
        return problems(workbook("limits", TEXT, change));
    }

    private static void format(XSSFSheet sheet, String reference, String format) {
        CellStyle style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        cell(sheet, reference).setCellStyle(style);
    }

    @Test
    void aWorkbookIsTheTableThatATextWouldBe() {
        List<RuleProblem> problems = new ArrayList<>();
        LimitsTable text = LimitsTable.parse("limits/limits.csv", TEXT, problems);
        LimitsTable sheet = LimitsTable.parse(FILE, workbook("limits", TEXT, unchanged -> {}), problems);

        assertThat(problems).isEmpty();
        assertThat(sheet.rows()).isEqualTo(text.rows()).hasSize(3);
        for (String account : List.of("main", "other")) {
            for (String strategy : List.of("sma-cross", "other")) {
                for (String symbol : List.of("BTCUSDT", "ETHUSDT")) {
                    for (Limit limit : Limit.values()) {
                        assertThat(sheet.limits(account, strategy, symbol).value(limit))
                                .isEqualTo(text.limits(account, strategy, symbol).value(limit));
                    }
                }
            }
        }
    }

    @Test
    void aRestrictedListTakesDatesOfTheSpreadsheet() {
        List<RuleProblem> problems = new ArrayList<>();
        RestrictedList list = RestrictedList.parse("limits/restricted.xlsx",
                workbook("restricted", "symbol,venue,reason,from,until\nLUNAUSDT,*,halted,,2022-12-31\n", sheet -> {
                    cell(sheet, "D2").setCellValue(LocalDate.of(2022, 5, 12));
                    format(sheet, "D2", "dd/mm/yyyy");
                }), problems);

        assertThat(problems).isEmpty();
        assertThat(list.reason("LUNAUSDT", "X", nanos("2022-05-11T23:59:59Z"))).isNull();
        assertThat(list.reason("LUNAUSDT", "X", nanos("2022-05-12T00:00:00Z"))).isEqualTo("halted");
        assertThat(list.reason("LUNAUSDT", "X", nanos("2022-12-31T23:59:59Z"))).isEqualTo("halted");
        assertThat(list.reason("LUNAUSDT", "X", nanos("2023-01-01T00:00:00Z"))).isNull();
    }

    private static FactTables table(TableName name, byte[] content, List<RuleProblem> into) {
        return FactTables.parse(Map.of(name, new FactTables.Source(name.workbook(), content)), into);
    }

    @Test
    void everyTableThatGivesFactsMayBeAWorkbook() {
        Map<TableName, String> rows = Map.of(
                TableName.PERMISSIONS, "main,*,XYZ,*",
                TableName.WATCH, "XYZ,*,rumour,,2026-12-31",
                TableName.SESSIONS, "XNYS,*,mon-fri,09:30,16:00,America/New_York",
                TableName.HOLIDAYS, "XNYS,2026-12-24,13:00,Christmas Eve",
                TableName.HALTS, "XYZ,*,2026-01-05T15:00:00Z,,news",
                TableName.LOCATES, "main,XYZ,*,500.5,A,2026-01-05,",
                TableName.ACCOUNTS, "main,verified,2026-12-31,no,yes,",
                TableName.STRATEGIES, "new,2026-01-05,30,1000,2000.5,5",
                TableName.GROUPS, "majors,XYZ,*,0.5,80");
        assertThat(rows).hasSameSizeAs(TableName.values());
        rows.forEach((name, row) -> {
            String text = name.header() + "\n" + row + "\n";
            List<RuleProblem> problems = new ArrayList<>();
            FactTables sheet = table(name, workbook(name.text(), text, unchanged -> {}), problems);
            FactTables csv = FactTables.NONE.with(name, text, problems);
            assertThat(problems).isEmpty();
            assertThat(sheet.get(name).texts()).isEqualTo(csv.get(name).texts()).hasSize(1);
            assertThat(sheet.get(name).file()).isEqualTo(name.workbook() + "!" + name.text());
        });
    }

    @Test
    void aMistakeInATableThatGivesFactsNamesItsCell() {
        List<RuleProblem> problems = new ArrayList<>();
        String text = TableName.STRATEGIES.header() + "\nnew,2026-01-05,30,1000,2000,5\n7,,,,,\n";
        FactTables read = table(TableName.STRATEGIES, workbook("strategies", text, sheet -> {
            cell(sheet, "B2").setCellValue(LocalDate.of(2026, 1, 6));
            format(sheet, "B2", "dd/mm/yyyy");
            cell(sheet, "C2").setCellValue("30");
            cell(sheet, "D2").setCellFormula("500+500");
        }), problems);
        assertThat(problems.stream().sorted().map(RuleProblem::toString)).containsExactly(
                "limits/strategies.xlsx!strategies!C2: this cell holds the text `30`, where probation-days is a number"
                        + " (format the cell as a number and type it again)",
                "limits/strategies.xlsx!strategies!D2: the max-order-notional is empty (write a number)",
                "limits/strategies.xlsx!strategies!D2: this cell holds a formula, whose value may be another tomorrow"
                        + " (write the value itself)",
                "limits/strategies.xlsx!strategies!A3: this cell holds the number 7, where the strategy is a text"
                        + " (format the cell as text and type it again)");
        assertThat(read.strategies().texts()).anyMatch(row -> row.startsWith("new: from 2026-01-06"));
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void whatCannotBeIsNamedByItsCell() {
        String at = "limits/limits.xlsx!limits!";
        assertThat(problems(sheet -> cell(sheet, "D3").setCellValue("100000")))
                .containsExactly(at + "D3: this cell holds the text `100000`, where max-order-notional is a number"
                        + " (format the cell as a number and type it again; or write unlimited, or nothing to"
                        + " inherit)");
        assertThat(problems(sheet -> cell(sheet, "D5").setCellValue("lots")))
                .singleElement().asString().startsWith(at + "D5: this cell holds the text `lots`");
        assertThat(problems(sheet -> cell(sheet, "D5").setCellValue(-5)))
                .singleElement().asString().startsWith(at + "D5: `-5` is not a value for max-order-notional");
        assertThat(problems(sheet -> cell(sheet, "D5").setCellFormula("D3*2")))
                .singleElement().asString().startsWith(at + "D5: this cell holds a formula");
        assertThat(problems(sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("D4:E4"))))
                .singleElement().asString().startsWith(at + "D4: the cells D4:E4 are merged");
        assertThat(problems(sheet -> sheet.getRow(3).setZeroHeight(true)))
                .singleElement().asString().startsWith(at + "4: this row is hidden");
        assertThat(problems(sheet -> sheet.setColumnHidden(4, true)))
                .singleElement().asString().startsWith(at + "E1: this column is hidden");
        assertThat(problems(sheet -> format(sheet, "N3", "0.0%")))
                .anySatisfy(problem -> assertThat(problem).startsWith(at + "N3: this cell is formatted as a percentage"
                        + ", so that it holds 20 and shows 2000 %"));
        assertThat(problems(sheet -> format(sheet, "N3", "yyyy-mm-dd")))
                .anySatisfy(problem -> assertThat(problem).startsWith(at + "N3: this cell holds no day"));
        assertThat(problems(sheet -> cell(sheet, "C5").setCellValue(700)))
                .singleElement().asString()
                .startsWith(at + "C5: this cell holds the number 700, where the symbol is a text");
        assertThat(problems(sheet -> cell(sheet, "C5").setCellValue("BTC\u00A0USDT")))
                .singleElement().asString().startsWith(at + "C5: the symbol holds a character that nobody sees");
        assertThat(problems(sheet -> cell(sheet, "D5").setCellValue(true)))
                .singleElement().asString().startsWith(at + "D5: this cell holds true or false");
        assertThat(problems(sheet -> cell(sheet, "D5").setCellErrorValue((byte) 7)))
                .singleElement().asString().startsWith(at + "D5: this cell holds an error");
        assertThat(problems(sheet -> cell(sheet, "Q4").setCellValue("note")))
                .singleElement().asString().startsWith(at + "Q4: this cell stands right of the table");
        assertThat(problems(sheet -> cell(sheet, "D2").setCellValue("max-order-notionl")))
                .singleElement().asString()
                .startsWith(at + "D2: there is no column `max-order-notionl` (did you mean `max-order-notional`?)");
        assertThat(problems(sheet -> sheet.getRow(1).removeCell(cell(sheet, "O2"))))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(at + "2: the column `max-drawdown-percent` is missing"));
        assertThat(problems(sheet -> cell(sheet, "D3").setBlank()))
                .singleElement().asString().startsWith(at + "D3: the row *,*,* gives no max-order-notional");
        assertThat(problems(sheet -> {
            cell(sheet, "A5").setCellValue("main");
            cell(sheet, "B5").setCellValue("*");
            cell(sheet, "C5").setCellValue("*");
        })).singleElement().asString().startsWith(at + "A5: a second row for the same key as line 4");
    }

    @Test
    void oneSheetIsTheTable() {
        assertThat(problems(sheet -> sheet.getWorkbook().createSheet("notes")))
                .containsExactly("limits/limits.xlsx: its sheets are limits, notes"
                        + " (a table is one sheet, and it is called limits; keep notes elsewhere)");
        assertThat(problems(workbook("Sheet1", TEXT, unchanged -> {})))
                .singleElement().asString().startsWith("limits/limits.xlsx: its sheets are Sheet1");
    }

    @Test
    void aFileThatIsNoWorkbookIsOneProblem() throws IOException {
        assertThat(problems(TEXT.getBytes(StandardCharsets.UTF_8)))
                .singleElement().asString().startsWith("limits/limits.xlsx: this is no XLSX file");
        assertThat(problems(new byte[0])).hasSize(1);
        byte[] whole = workbook("limits", TEXT, unchanged -> {});
        assertThat(problems(java.util.Arrays.copyOf(whole, whole.length / 2))).hasSize(1);
        assertThat(problems(with("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>")))
                .singleElement().asString().contains("its XML declares entities");
        assertThat(problems(with("xl/workbook.xml", "<workbook>")))
                .singleElement().asString().contains("its XML is broken");
        assertThat(problems(with("xl/workbook.xml", "<a>".repeat(60) + "</a>".repeat(60))))
                .singleElement().asString().contains("nested too deeply");
    }

    @Test
    void aZipThatGrowsWithoutBoundIsRefused() throws IOException {
        byte[] bomb = with("xl/more.xml", "a".repeat(WorkbookParts.PART_BYTES + 1));
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(problems(bomb)).singleElement().asString().contains("unpacked it has more than");

        assertThat(problems(with(WorkbookParts.MOST_PARTS + 1)))
                .singleElement().asString().contains("unpacked it has more than");
        assertThat(problems(with(3, WorkbookParts.PART_BYTES - 1)))
                .singleElement().asString().contains("unpacked it has more than");
    }

    @Test
    void damagedWorkbooksAreRefusedAndNeverCrash() {
        byte[] whole = workbook("limits", TEXT, unchanged -> {});
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n < 5; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            List<RuleProblem> problems = new ArrayList<>();
            LimitsTable.parse(FILE, damaged, problems);
        }
    }

    private static byte[] with(String name, String text) throws IOException {
        byte[] whole = workbook("limits", TEXT, unchanged -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(whole));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(name)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(in.readAllBytes());
                }
            }
            out.putNextEntry(new ZipEntry(name));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] with(int parts, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < parts; i++) {
                out.putNextEntry(new ZipEntry("part" + i));
                out.write(new byte[sizes.length == 0 ? 1 : sizes[0]]);
            }
        }
        return bytes.toByteArray();
    }
}
