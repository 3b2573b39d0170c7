//! Double entry for whole numbers: what leaves one account enters another.
//!
//! The ledger knows totals only, so that a posting costs a few nanoseconds; where things are is the
//! business of the columns, and adding those up must give the same totals. Whoever wants to know why a
//! balance is what it is starts the journal, which keeps every posting that states its cause.

use std::fmt;

use bevy_ecs::prelude::Resource;
use interdict_quantity::Key;

/// A place where a commodity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountKind {
    /// Its name.
    pub name: &'static str,
    /// It may go below zero: the outside, from which everything comes.
    pub may_be_negative: bool,
}

/// One line of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// When.
    pub second: u32,
    /// What caused it.
    pub cause: Key,
    /// Of what.
    pub commodity: u16,
    /// Out of which account.
    pub from: u16,
    /// Into which account.
    pub to: u16,
    /// How much.
    pub amount: i64,
}

/// Balances of every commodity in every account.
#[derive(Resource, Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    accounts: &'static [AccountKind],
    commodities: &'static [&'static str],
    balances: Vec<i64>,
    journal: Option<Vec<Posting>>,
}

/// Books that do not balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imbalance {
    /// The commodity.
    pub commodity: &'static str,
    /// The account that is below zero; `None` where the sum is not zero.
    pub account: Option<&'static str>,
    /// The amount that should not be.
    pub amount: i64,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.account {
            Some(account) => {
                write!(
                    f,
                    "{} in account `{account}` stands at {}",
                    self.commodity, self.amount
                )
            }
            None => write!(
                f,
                "accounts of {} add up to {}, not 0",
                self.commodity, self.amount
            ),
        }
    }
}

impl Ledger {
    /// Empty books.
    pub fn new(accounts: &'static [AccountKind], commodities: &'static [&'static str]) -> Self {
        Self {
            accounts,
            commodities,
            balances: vec![0; accounts.len() * commodities.len()],
            journal: None,
        }
    }

    /// Moves an amount, not negative, of a commodity from one account to another.
    #[inline]
    pub fn post(&mut self, commodity: u16, from: u16, to: u16, amount: i64) {
        assert!(amount >= 0, "a posting is not negative");
        let width = self.accounts.len();
        let (from, to) = (usize::from(from), usize::from(to));
        assert!(from < width && to < width, "a posting names its accounts");
        let first = usize::from(commodity) * width;
        self.balances[first + from] -= amount;
        self.balances[first + to] += amount;
    }

    /// Moves an amount, and states when and why for the journal, if one is kept.
    #[inline]
    pub fn post_because(
        &mut self,
        commodity: u16,
        from: u16,
        to: u16,
        amount: i64,
        second: u32,
        cause: Key,
    ) {
        self.post(commodity, from, to, amount);
        if let Some(journal) = &mut self.journal {
            journal.push(Posting {
                second,
                cause,
                commodity,
                from,
                to,
                amount,
            });
        }
    }

    /// Keeps every posting from now on that states its cause. For looking into one run: it grows.
    pub fn start_journal(&mut self) {
        self.journal = Some(Vec::new());
    }

    /// The postings kept, in order; none where no journal was started.
    pub fn journal(&self) -> &[Posting] {
        self.journal.as_deref().unwrap_or_default()
    }

    /// What an account holds of a commodity.
    #[inline]
    pub fn balance(&self, commodity: u16, account: u16) -> i64 {
        self.balances[usize::from(commodity) * self.accounts.len() + usize::from(account)]
    }

    /// Every balance that is not zero: commodity, account, amount.
    pub fn balances(&self) -> impl Iterator<Item = (&'static str, &'static str, i64)> + '_ {
        self.commodities
            .iter()
            .enumerate()
            .flat_map(move |(commodity, &name)| {
                self.accounts
                    .iter()
                    .enumerate()
                    .filter_map(move |(account, kind)| {
                        let amount = self.balance(commodity as u16, account as u16);
                        (amount != 0).then_some((name, kind.name, amount))
                    })
            })
    }

    /// All numbers, for a digest.
    pub fn words(&self) -> &[i64] {
        &self.balances
    }

    /// Checks that every commodity adds up to zero and no holding account is below zero.
    ///
    /// # Errors
    /// The first imbalance, in order of commodity and account.
    pub fn check(&self) -> Result<(), Imbalance> {
        for (commodity, row) in self.balances.chunks_exact(self.accounts.len()).enumerate() {
            let name = self.commodities[commodity];
            let sum: i64 = row.iter().sum();
            if sum != 0 {
                return Err(Imbalance {
                    commodity: name,
                    account: None,
                    amount: sum,
                });
            }
            for (account, &amount) in self.accounts.iter().zip(row) {
                if amount < 0 && !account.may_be_negative {
                    return Err(Imbalance {
                        commodity: name,
                        account: Some(account.name),
                        amount,
                    });
                }
            }
        }
        Ok(())
    }

    /// Empties the books, and the journal where one is kept.
    pub fn reset(&mut self) {
        self.balances.fill(0);
        if let Some(journal) = &mut self.journal {
            journal.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNTS: &[AccountKind] = &[
        AccountKind {
            name: "outside",
            may_be_negative: true,
        },
        AccountKind {
            name: "here",
            may_be_negative: false,
        },
        AccountKind {
            name: "gone",
            may_be_negative: false,
        },
    ];

    #[test]
    fn what_leaves_one_account_enters_another() {
        let mut ledger = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        ledger.post(1, 0, 1, 50);
        ledger.post(1, 1, 2, 20);
        assert_eq!(
            (
                ledger.balance(1, 0),
                ledger.balance(1, 1),
                ledger.balance(1, 2)
            ),
            (-50, 30, 20)
        );
        assert_eq!(ledger.check(), Ok(()));
        ledger.post(1, 1, 2, 31);
        let fault = ledger.check().unwrap_err();
        assert_eq!(fault.to_string(), "oil in account `here` stands at -1");
    }

    #[test]
    fn an_account_that_pays_itself_is_as_before() {
        let mut ledger = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        ledger.post(0, 1, 1, 7);
        assert_eq!(ledger, Ledger::new(ACCOUNTS, &["grain", "oil"]));
        assert_eq!(ledger.balances().count(), 0);
    }

    #[test]
    fn books_tampered_with_do_not_add_up() {
        let mut ledger = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        ledger.balances[1] += 5;
        let fault = ledger.check().unwrap_err();
        assert_eq!(fault.to_string(), "accounts of grain add up to 5, not 0");
    }

    #[test]
    #[should_panic(expected = "a posting names its accounts")]
    fn an_account_that_does_not_exist_is_refused() {
        Ledger::new(ACCOUNTS, &["grain", "oil"]).post(0, 0, 3, 1);
    }

    #[test]
    #[should_panic(expected = "a posting is not negative")]
    fn a_negative_posting_is_refused() {
        Ledger::new(ACCOUNTS, &["grain"]).post(0, 0, 1, -1);
    }

    #[test]
    fn the_journal_gives_the_balances_again() {
        let mut ledger = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        ledger.post_because(0, 0, 1, 1, 0, Key(1));
        assert!(ledger.journal().is_empty());
        ledger.reset();
        ledger.start_journal();
        for turn in 0..30_u16 {
            let amount = i64::from(turn) * 3;
            ledger.post_because(turn % 2, 0, turn % 3, amount, 60 * u32::from(turn), Key(7));
        }
        let mut again = Ledger::new(ACCOUNTS, &["grain", "oil"]);
        for posting in ledger.journal() {
            again.post(posting.commodity, posting.from, posting.to, posting.amount);
        }
        assert_eq!(again.words(), ledger.words());
        ledger.reset();
        assert!(ledger.journal().is_empty());
    }
}
