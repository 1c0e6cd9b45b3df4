package dev.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFlowTest {
    @TempDir
    private Path folder;

    private static BookContender.Totals run(BookContender book, OrderFlow flow) {
        book.reset();
        book.runAll(flow);
        return book.totals();
    }

    @Test
    void bothBooksTradeTheSameOnEveryStream() {
        OrderFlow generated = OrderFlowGenerator.make(200_000, 7);
        assertThat(run(new TradewindBook(), generated)).isEqualTo(run(new ExchangeCoreBook(), generated));
        for (Path csv : TestData.requireAll("book/exchange_core_orderflow", "*.csv.gz")) {
            OrderFlow flow = OrderFlowFile.read(csv);
            assertThat(run(new TradewindBook(), flow)).isEqualTo(run(new ExchangeCoreBook(), flow));
        }
    }

    @Test
    void theGeneratedStreamIsMixedAsItSaysAndKeepsAboutAThousandOrdersResting() {
        OrderFlow flow = OrderFlowGenerator.make(200_000, 7);
        int[] counts = new int[4];
        TradewindBook book = new TradewindBook();
        long resting = 0;
        for (int i = 0; i < flow.commands(); i++) {
            counts[flow.type[i]]++;
            book.run(flow, i);
            resting += book.depth().openOrders();
        }
        assertThat(counts[OrderFlow.MOVE] / 2000.0).isBetween(70.0, 72.0);
        assertThat(counts[OrderFlow.PLACE] / 2000.0).isBetween(14.0, 16.0);
        assertThat(counts[OrderFlow.CANCEL] / 2000.0).isBetween(6.0, 8.5);
        assertThat(counts[OrderFlow.REDUCE] / 2000.0).isBetween(5.5, 8.0);
        assertThat(resting / flow.commands()).isBetween(850L, 1150L);
    }

    @Test
    void aFileThatIsNoStreamOfCommandsIsRefusedInOneLineThatNamesThePlace() throws IOException {
        refuses("date,open\n", ":1: the first line must be " + OrderFlowFile.HEADER);
        refuses(OrderFlowFile.HEADER + "\n", "there is no command after the header");
        refuses(OrderFlowFile.HEADER + "\nMOVE_ORDER,1,2\n", ":2: 8 columns are needed, found 3");
        refuses(OrderFlowFile.HEADER + "\nMOVE_ORDER,1,2,BID,,ten,0,0\n", ":2: column 6 is not a whole number: 'ten'");
        refuses(OrderFlowFile.HEADER + "\nFLIP,1,2,BID,,1,0,0\n", ":2: unknown command 'FLIP'");
        refuses(OrderFlowFile.HEADER + "\nPLACE_ORDER,1,2,BID,GTX,1,0,0\n", ":2: unknown orderType 'GTX'");
        assertThatThrownBy(() -> OrderFlowFile.read(folder.resolve("none.csv")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }

    private void refuses(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("flow.csv"), text);
        assertThatThrownBy(() -> OrderFlowFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
