/** The exit statuses that a script can rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** Refused by our rules or rejected by the exchange; a command that was mistyped ends with it as well. */
  refused: 2,
  unresolved: 3,
} as const

export const USAGE = `Cryptobot on the command line

  cryptobot run --headless --mode MODE [account] [--bot FILE.json]... [--speed N] [--metrics-port N]
                [--arm-live "I understand"] [--loosen-limits]
      Runs the engine without a window until Ctrl-C or SIGTERM. Prints one JSON line per event; the log goes to stderr.
      --bot    a bot to run (may be repeated); the account keeps its bots for the next time
      --speed  candles per second, in demo mode
      --loosen-limits  confirms that a bot file sets looser limits than its bot has, with real money
      --metrics-port  lets a Prometheus server on this machine read http://127.0.0.1:N/metrics

  cryptobot place --mode MODE [account] --symbol BTC/USDT --side buy|sell --type limit --quantity 0.01 [--price 30000]
                  [--trigger-price P] [--trailing PERCENT] [--time-in-force gtc|ioc|fok] [--post-only]
                  [--stop P] [--target P] [--replaces CLIENT_ORDER_ID]
                  [--collar PERCENT] [--max-slippage PERCENT] [--intent ID]
      Sends one order through the whole path and prints it as JSON.
      Ends with 0 when it was accepted, 2 when it was refused or rejected, 3 when it is unresolved.
      --type            market, limit, stop, stop-limit, take-profit, take-profit-limit, trailing-stop or oco
      --trailing        how far a trailing stop stays behind the best price, in percent
      --stop, --target  sell what was bought at a loss or at a profit; whichever trades takes the other back.
                        On a sale both together (oco) are for what is held already, and --type can be left out
      --replaces        takes the place of another order once that is out of the way
      --collar          how much worse than the last price, and the middle of the book, its own may be, in percent
      --max-slippage    how much worse than that middle a purchase at the market may be filled, in percent
      --intent          makes the call safe to repeat: the same id never yields a second order

  cryptobot cancel --mode MODE [account] --order CLIENT_ORDER_ID | --all
  cryptobot halt   [--mode MODE] [account] [--reason TEXT] [--cancel-all] [--flatten] [--all-accounts]
  cryptobot resume [--mode MODE] [account] [--all-accounts]
  cryptobot decide [--mode MODE] [account] --drift DRIFT_ID --as adopt|ignore|fix
  cryptobot equity [--in EUR] [--mode MODE] [account]
      Says what the account is worth, and what of it has no price; with --in, in another currency from now on.
  cryptobot breakers [reset NAME --reason TEXT [--scope global|account|bot:ID]] [--mode MODE] [account]
      Talk to the engine that runs the profile; where none does, one is started for the length of the call.

  cryptobot orders|fills|balances|drifts [--profile DIR] [--account ID] [--json]
      Read the account that was in use last, or the one that is named, also while an engine runs it.
  cryptobot history [--layout csv|koinly|cointracker] [--from DAY] [--to DAY] [--output FILE] [--profile DIR] [--account ID]
      Prints the trades and transfers of an account as CSV, or writes them to a new file: all there is to know, or what the tax
      tools Koinly and CoinTracker import.

  cryptobot backtest --candles FILE.csv --symbol BTC/USDT --timeframe 1h --strategy sma-cross --params '{"fast":10,"slow":30}'
  cryptobot backtest --exchange ID ...
                     [--cash 10000] [--sizing percent-of-equity:100] [--stop percent:2] [--target P] [--trailing P]
                     [--fee-bps 10] [--maker-fee-bps N] [--spread-bps 2] [--slippage-bps 2] [--latency-ms 0]
                     [--also ETH/USDT=FILE.csv …] [--bot FILE.json …]
                     [--volume-percent N] [--from DAY] [--to DAY] [--json | --format text|json|html|csv|equity-csv]
                     [--finer FILE.csv] [--repair] [--save NAME] [--profile DIR]
      Runs a strategy over candles, on the path that paper and live trading take: those of a file, or those of an exchange
      that the profile has (data download); then --also takes ETH/USDT alone, and --finer a length such as 1m.
      --finer    shorter candles of the same market, by which orders are filled inside the tested ones
      --repair   puts rows right that are out of order, there twice or missing, and the result says how many
      --save     keeps the result in the profile under a name
      --profile  where your own strategies are, whose names begin with user-, and what was saved
  cryptobot backtests [list] [--profile DIR] [--json]
  cryptobot backtests show ID [--format text|json|html|csv|equity-csv] [--profile DIR]
  cryptobot backtests compare ID ID... [--profile DIR] [--json]
  cryptobot backtests delete ID [--profile DIR]
      Lists what was kept, shows it again, puts results side by side, or forgets one.
  cryptobot data download --exchange ID --symbol BTC/USDT... [--timeframe 1m]... --from DAY [--to DAY] [--refill]
                          [--verify PAGES] [--exchange-url URL] [--profile DIR]
      Gets what is missing of the candles of a market into the profile, page by page, beneath what trading needs. Killed
      half-way, it goes on where it was; without --symbol, with all that was begun. Ends with 1 when some could not be got.
      --refill  asks again where the exchange had no candles
      --verify  so many pages, picked by chance, are held against what is kept; what differs is corrected and listed
  cryptobot data gaps   [--exchange ID] [--symbol BTC/USDT] [--timeframe 1m] [--json] [--profile DIR]
  cryptobot data query  --exchange ID --symbol BTC/USDT --timeframe 1h [--from DAY] [--to DAY] [--limit N]
                        [--format csv|freqtrade] [--profile DIR]
  cryptobot data export ... --output FILE
      Lists what is missing; prints candles or writes them to a file, made of shorter ones where there are none.
  cryptobot data import FILE... --exchange ID --symbol BTC/USDT [--timeframe 1m] [--profile DIR]
      Takes in candles or trades from CSV in several layouts, freqtrade's JSON, and zip archives of exchanges. A file is
      taken in whole or not at all. Trades become candles of --timeframe.
  cryptobot data stats  [--json] [--profile DIR]
  cryptobot data retain [--timeframe 1m --keep 90d|all] [--apply] [--profile DIR]
  cryptobot data check  [--json] [--profile DIR]
  cryptobot data vacuum [--profile DIR]
      Say what there is and whether it is sound, how long it is kept and what would go, and give room back to the disk.
      Ledgers are in other files, which these commands never touch.
  cryptobot parity [--profile DIR] [--account ID] [--json]
      Holds what an account did against a backtest of the same candles, trade by trade, each difference with its cause.
  cryptobot optimize --candles FILE.csv --symbol BTC/USDT --timeframe 1h --strategy sma-cross --space '{"fast":[5,20,5],"slow":[30,90,10]}'
                     [--params '{"slow":30}'] [--search grid|random|evolution] [--count 200] [--seed 1] [--objective sharpe]
                     [--constraint 'trades>=30']... [--workers N] [--json] [--profile DIR] [and what backtest takes]
  cryptobot walk-forward ... [--windows 5] [--ratio 3] [--anchored]
  cryptobot optimize|walk-forward --resume ID [--workers N] [--json] [--profile DIR]
      Searches parameters on all cores, over the whole file or window by window. Ctrl-C pauses; --resume goes on.
      --space      from, to and step of each parameter that is searched
      --objective  sharpe, sortino, calmar, return-drawdown, profit-factor, sqn or return
  cryptobot strategies [--profile DIR] [--json]
      Lists the strategies with their parameters: those that ship, and your own.
  cryptobot strategies new NAME [--profile DIR]
      Writes a strategy of your own to begin with into the profile's folder strategies.
  cryptobot strategies check [--profile DIR]
      Says what is wrong with your own strategies, with file and line. Ends with 2 when something is.

  cryptobot keys [show|add|remove|rotate|go-on|give-up] --mode testnet|live --exchange ID [--exchange-url URL] [--profile DIR]
                 [--accept-withdrawals "this key may withdraw"]
      Puts API keys into the keychain of the system, or takes them out, also while an engine runs, which goes on with the
      new one. add reads key, secret and passphrase from three lines of its standard input, tries them at the exchange,
      and prints what that says of them; show tells the key's last four characters.
      rotate reads a new key as add does and puts it in the place of the one there is: it is tried, entries pause, it is
      switched to, the account is reconciled, entries go on, and the old one is kept until the exchange refuses it. It ends
      with 1 while it waits for something, such as for you to delete the old key at the exchange; go-on looks again,
      wherever it was interrupted, and give-up ends it.
      A key that may withdraw is refused, with 2, unless that is accepted in these words.

  cryptobot vault [show|create|passphrase] [--profile DIR]
      Says where the secrets of the profile are: in the keychain of the system, or in a vault. create makes one, for systems
      without a keychain, and reads its passphrase twice from its standard input; passphrase changes that. While there is
      a vault, commands that need a secret take its passphrase from CRYPTOBOT_PASSPHRASE, or ask at the terminal.
      So do, where the window has a lock, commands that change keys or alert channels, arm or resume live trading, or
      take data out (history, diagnostics). They are refused with 2 without it. Halting asks for nothing.

  cryptobot audit [--profile DIR] [--account ID] [--json]
      Lists who changed what, of the profile and all its accounts or of the one that is named, oldest first.
  cryptobot audit verify [--profile DIR] [--json]
      Holds every audit log of the profile against its chain and its checkpoint in the keychain. Ends with 0 when all are
      intact, 1 when one was altered, cut or rewritten, 3 when the keychain could not be asked.
  cryptobot audit accept --reason TEXT [--profile DIR]
      Takes the logs as they are for the ones to check from now on, after a backup was restored; the reason is recorded.

  cryptobot view-only [on|off] [--profile DIR]
      Says whether the profile can only be looked at, or makes it so: nothing that changes anything is carried out then, in the
      window or here. Halting works all the same.

  cryptobot backups [list] [--profile DIR] [--json]
  cryptobot backups make [--profile DIR]
  cryptobot backups put-back NAME [--profile DIR]
      Lists the copies of the profile that were made before updates or by hand, makes one, or puts one back, while nothing
      runs the profile. One that is made is restored into a temporary folder and read whole before it counts. What the profile
      held when one is put back becomes a backup itself, and all trading is halted until you resume it. Five are kept.

  cryptobot health [--profile DIR] [--json]
      Says how the engine that runs the profile does: its parts, latencies, limits, and files.
      Ends with 1 when no engine runs, or one of its parts is in danger.

  cryptobot alerts [--profile DIR] [--json]
  cryptobot alerts test CHANNEL [--profile DIR]
  cryptobot alerts channel add NAME --kind telegram|discord|slack|webhook|email [--chat-id ID] [--api-url URL] [--url URL]
                           [--host HOST] [--port N] [--security tls|starttls|none] [--user USER] [--from A] [--to A]
  cryptobot alerts channel remove NAME [--profile DIR]
      Lists what was told through which channel, also while an engine runs. With \`test\`, sends a test message to a channel, by
      its name, and prints what the provider answers. \`channel add\` reads the token, address, signing secret or password
      from CRYPTOBOT_ALERT_SECRET or a line of its standard input, and keeps it in the keychain.

  cryptobot doctor [--profile DIR] [--json]
      Checks the installation and the profile, and says what is wrong.
  cryptobot diagnostics [--profile DIR]
      Prints all that helps somebody else to find a fault: the installation, its health, and the newest lines of the log, with what
      looks like a secret hidden. Look it through before you give it away.

  account:
      --profile DIR       the folder that holds settings and ledgers (the application's own by default)
      --mode MODE         demo, paper, testnet or live
      --exchange ID       the exchange's short name, such as binance (not in demo mode)
      --exchange-url URL  replaces scheme, host and port of all of the exchange's addresses
      Keys come from the keychain; CRYPTOBOT_API_KEY and CRYPTOBOT_API_SECRET (CRYPTOBOT_API_PASSPHRASE where there is
      one) go before them.

  cryptobot help
  cryptobot version
      Print this, and which version it is.
`

/** Something in the command line that cannot be meant. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}
