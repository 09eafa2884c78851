/** What buyers write in English for the same thing, a group a line, ways of saying it divided by commas; the first
 * stands for all. Words are compared by their stems: "deliver" covers "delivered" and "delivering". */
export const SYNONYMS_EN = `
deliver, delivery, ship, shipping, shipment, dispatch, send out, post out, mail out, get here
arrive, get here, come, show up, reach me, turn up
when, how long, what time, how soon, how many days, what date, what day
how much, what price, what is the price, what be the cost, how expensive, price, cost
refund, money back, my money back, get my money, reimburse, reimbursement
return, send back, send it back, give back, bring back, take back
exchange, swap, switch for, trade
cancel, call off, undo, revoke, annul
broken, damage, defective, faulty, not work, stop work, do not work, busted, smash, crack
wrong, incorrect, not the right, mistaken
miss, not in the box, not include, leave out, lack
track, where be my, locate, tracking, whereabouts
order, purchase
buy, get one, purchase one
pay, payment, checkout, check out
discount, coupon, voucher, promo code, promotion, promo, deal, sale, special offer, cheaper, reduce price
gift, present, freebie
size, sizing, fit, measurement, dimension
color, shade
material, fabric, make of, composition
stock, available, in stock, availability, have any left, restock, back in stock
address, shipping address, delivery address
change, modify, edit, update, alter, amend, switch
invoice, receipt, bill of sale
warranty, guarantee, warrantee
repair, fix, mend, service
customer service, support, human, real person, agent, representative, speak to someone, talk to someone
phone, telephone, cell, cellphone, mobile, smartphone
email, e-mail, mail address
password, passcode, pin number, pin
account, profile
login, log in, sign in, log on, sign on
genuine, authentic, real, original, not fake, legit
free shipping, no shipping fee, ship for free, postage free
shipping fee, shipping cost, postage, delivery fee, delivery charge
how, in what way, what way, how can i, how do i, how to, what be the way
can i, be i able to, may i, be it possible to, could i, be i allow to, am i allow to
why, how come, for what reason, what be the reason, what make
where, in which place, at what place, whereabout
what be, what do, tell me what
tell me, let me know, inform me, give me, show me
need, require, have to, must, get to
want, like to, wish, would love to, wanna, look to
use, utilize, employ
fast, quick, rapid, speedy, soon
big, large, huge
small, little, tiny
begin, start, commence, initiate
end, finish, complete, conclude, stop
find, look for, search, locate
talk, speak, chat
remember, recall
delete, remove, erase, get rid of, clear
movie, film
song, music, tune, track of music
car, vehicle, auto, automobile
meal, food, dish
restaurant, diner, place to eat
meeting, appointment
vacation, holiday, pto, time off, day off, paid time off
picture, photo, image
tv, television
weather, forecast, temperature outside
salary, income, wage, paycheck
definition, define, meaning, mean
translate, say in, translation
ok, okay, alright
great, awesome, wonderful, fantastic, excellent
`

/** Asks nothing by itself. */
export const FILLERS_EN = `
hi, hello, hey, please, thanks, thank you, thank you so much, kindly, excuse me, sorry, good morning, good afternoon, good evening, i be wonder if, i wonder, could you tell me, can you tell me, do you know, i want to know, i would like to know, i just want to know, tell me if, just, actually, really, so, well, um, uh, the, a, an, quick question, a question
`
